package dev.gantry.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What can be told of a picture's file without decoding it.
 *
 * @param size      bytes in all
 * @param container all but the compressed pixels, in hexadecimal: header, tables, names of chunks or segments, their number and order
 */
record FileTraits(int size, String container) {
    private static final int PNG_SIGNATURE = 8;
    /** Length and checksum, four bytes each. */
    private static final int CHUNK_FRAME = 8;

    private static final int JPEG_MARK = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 2;

    /**
     * Of a file that a {@link Condition} made.
     *
     * @throws IllegalArgumentException if it is neither a PNG nor a baseline JPEG
     */
    static FileTraits of(byte[] file) {
        byte[] container = (file[0] & 0xff) == JPEG_MARK ? jpeg(file) : png(file);
        return new FileTraits(file.length, HexFormat.of().formatHex(container));
    }

    private static byte[] png(byte[] file) {
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(file);
        in.position(PNG_SIGNATURE);
        while (in.remaining() > CHUNK_FRAME) {
            int length = in.getInt();
            byte[] type = new byte[4];
            in.get(type);
            container.writeBytes(type);
            if (!"IDAT".equals(new String(type, StandardCharsets.US_ASCII))) {
                container.write(file, in.position(), length);
            }
            in.position(in.position() + length + 4);
        }
        return container.toByteArray();
    }

    /** Segments up to the scan; what follows its header are compressed pixels up to the mark of the end. */
    private static byte[] jpeg(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        in.position(2);
        while (in.remaining() > END_OF_IMAGE) {
            int mark = in.getShort() & 0xffff;
            int length = in.getShort() & 0xffff;
            in.position(in.position() + length - 2);
            if (mark == (JPEG_MARK << 8 | START_OF_SCAN)) {
                ByteArrayOutputStream container = new ByteArrayOutputStream();
                container.write(file, 0, in.position());
                container.write(file, file.length - END_OF_IMAGE, END_OF_IMAGE);
                return container.toByteArray();
            }
        }
        throw new IllegalArgumentException("a JPEG without a scan");
    }
}
