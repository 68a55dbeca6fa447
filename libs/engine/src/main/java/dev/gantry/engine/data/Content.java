package dev.gantry.engine.data;

import dev.gantry.imaging.PictureFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a file holds, told by its first bytes. */
enum Content {
    IDX,
    ZIP,
    PICTURE,
    OTHER;

    private static final int HEAD_BYTES = PictureFormat.SIGNATURE_BYTES;

    static Content of(DataSource source, DataEntry entry) throws IOException {
        byte[] head;
        try (InputStream in = source.open(entry)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (gzip(head)) {
            head = unpackedHead(source, entry);
        }
        if (idx(head)) {
            return IDX;
        }
        if (zip(head)) {
            return ZIP;
        }
        return PictureFormat.sniff(head).isPresent() ? PICTURE : OTHER;
    }

    static boolean gzip(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static byte[] unpackedHead(DataSource source, DataEntry entry) throws IOException {
        try (InputStream in = new GZIPInputStream(source.open(entry))) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            return idx(head) ? head : new byte[0];
        } catch (ZipException | EOFException e) {
            throw MalformedDataException.causedBy(e, entry.name(), "gzip", "an undamaged gzip file");
        }
    }

    /** Two zero bytes, an element type from 0x08 to 0x0e, a number of dimensions. */
    private static boolean idx(byte[] head) {
        return head.length >= 4
                && head[0] == 0
                && head[1] == 0
                && head[2] >= 0x08
                && head[2] <= 0x0e
                && head[3] >= 1
                && head[3] <= 4;
    }

    private static boolean zip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
}
