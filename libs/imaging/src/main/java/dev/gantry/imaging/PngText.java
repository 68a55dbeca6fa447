package dev.gantry.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** International text of PNG files, uncompressed ({@code iTXt}, <a href="https://www.w3.org/TR/png-3/#11iTXt">PNG, 11.3.3.4</a>). */
public final class PngText {
    private static final String TYPE = "iTXt";
    private static final String END = "IEND";
    private static final int SIGNATURE_BYTES = 8;
    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_OVERHEAD = 12;

    private static final int HEADER_BYTES = 13;
    private static final int AFTER_HEADER = SIGNATURE_BYTES + CHUNK_OVERHEAD + HEADER_BYTES;

    private PngText() {}

    /**
     * The same picture with a text, right after its header.
     *
     * @param png     a well-formed PNG
     * @param keyword 1 to 79 letters, digits and punctuation marks of ASCII
     */
    public static byte[] insert(byte[] png, String keyword, String text) {
        byte[] data = data(keyword, text);
        ByteBuffer all = ByteBuffer.allocate(png.length + CHUNK_OVERHEAD + data.length);
        all.put(png, 0, AFTER_HEADER);
        byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
        all.putInt(data.length).put(type).put(data);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        checksum.update(data);
        all.putInt((int) checksum.getValue());
        all.put(png, AFTER_HEADER, png.length - AFTER_HEADER);
        return all.array();
    }

    /**
     * The first text with a keyword. Compressed ones are not unpacked and not found.
     *
     * @param encoded  anything; of what is no PNG, or is damaged, nothing is found
     * @param maxBytes of the text; longer ones are not found
     */
    public static Optional<String> find(byte[] encoded, String keyword, int maxBytes) {
        if (PictureFormat.sniff(encoded)
                .filter(format -> format == PictureFormat.PNG)
                .isEmpty()) {
            return Optional.empty();
        }
        byte[] beginning = data(keyword, "");
        ByteBuffer chunks = ByteBuffer.wrap(encoded).position(SIGNATURE_BYTES);
        while (chunks.remaining() >= CHUNK_OVERHEAD) {
            int length = chunks.getInt();
            byte[] type = new byte[4];
            chunks.get(type);
            String name = new String(type, StandardCharsets.US_ASCII);
            if (length < 0 || length > chunks.remaining() - 4 || name.equals(END)) {
                return Optional.empty();
            }
            int from = chunks.position();
            if (name.equals(TYPE)
                    && length <= beginning.length + maxBytes
                    && startsWith(encoded, from, length, beginning)) {
                byte[] text = Arrays.copyOfRange(encoded, from + beginning.length, from + length);
                return Optional.of(new String(text, StandardCharsets.UTF_8));
            }
            chunks.position(from + length + 4);
        }
        return Optional.empty();
    }

    /** Keyword, not compressed, no language, no translation of the keyword, text. */
    private static byte[] data(String keyword, String text) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(keyword.getBytes(StandardCharsets.US_ASCII));
        data.writeBytes(new byte[5]);
        data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return data.toByteArray();
    }

    private static boolean startsWith(byte[] bytes, int from, int length, byte[] beginning) {
        return length >= beginning.length
                && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length);
    }
}
