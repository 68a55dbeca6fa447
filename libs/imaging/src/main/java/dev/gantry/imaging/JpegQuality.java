package dev.gantry.imaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How strongly a JPEG was compressed, told by the luminance table of its header (<a
 * href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, B.2.4.1): the quality of the Independent JPEG Group, 1 to
 * 100, whose table is nearest. Exact for files of encoders that scale the tables of annex K, an estimate for others.
 */
public final class JpegQuality {
    private static final int START_OF_IMAGE_BYTES = 2;
    private static final int MARK = 0xff;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xd0;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int QUANTIZATION_TABLES = 0xdb;
    private static final int START_OF_SCAN = 0xda;
    private static final int COEFFICIENTS = 64;
    private static final int WORST = 1;
    private static final int BEST = 100;
    private static final int[] NONE = {};

    /** Table K.1 of T.81, in the zigzag order of files. */
    private static final int[] LUMINANCE = {
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51,
        61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77,
        113, 121, 112, 100, 120, 92, 101, 103, 99
    };

    private JpegQuality() {}

    /** @param encoded anything; of what is no JPEG, or has no table before its pixels, nothing is told */
    public static OptionalInt of(byte[] encoded) {
        if (PictureFormat.sniff(encoded)
                .filter(format -> format == PictureFormat.JPEG)
                .isEmpty()) {
            return OptionalInt.empty();
        }
        ByteBuffer segments = ByteBuffer.wrap(encoded).position(START_OF_IMAGE_BYTES);
        int[] luminance = NONE;
        while (segments.remaining() > 4) {
            int kind = nextMark(segments);
            if (kind == TEMPORARY || (kind >= FIRST_RESTART && kind <= START_OF_IMAGE)) { // stand alone
                continue;
            }
            int length = segments.remaining() < 2 ? -1 : Short.toUnsignedInt(segments.getShort()) - 2;
            if (kind == START_OF_SCAN || length < 0 || length > segments.remaining()) {
                break;
            }
            if (kind == QUANTIZATION_TABLES) {
                int[] here = luminanceTable(segments.slice().limit(length));
                luminance = here.length > 0 ? here : luminance; // a later one replaces it
            }
            segments.position(segments.position() + length);
        }
        return luminance.length > 0 ? OptionalInt.of(nearest(luminance)) : OptionalInt.empty();
    }

    /** What a segment is; bytes that belong to none are passed over, as decoders do. */
    private static int nextMark(ByteBuffer segments) {
        boolean marked = false;
        while (segments.hasRemaining()) {
            int next = unsigned(segments);
            if (marked && next != MARK && next != 0) { // a mark may be filled up
                return next;
            }
            marked = next == MARK;
        }
        return START_OF_SCAN;
    }

    /** The last table with the number 0, which encoders give luminance; empty if it is not here. */
    private static int[] luminanceTable(ByteBuffer tables) {
        int[] luminance = NONE;
        while (tables.hasRemaining()) {
            int head = unsigned(tables);
            boolean wide = head >> 4 != 0;
            if (tables.remaining() < (wide ? 2 : 1) * COEFFICIENTS) {
                break;
            }
            int[] table = new int[COEFFICIENTS];
            Arrays.setAll(table, i -> wide ? Short.toUnsignedInt(tables.getShort()) : unsigned(tables));
            if ((head & 0xf) == 0) {
                luminance = table;
            }
        }
        return luminance;
    }

    private static int nearest(int[] table) {
        int nearest = WORST;
        long least = Long.MAX_VALUE;
        for (int quality = WORST; quality <= BEST; quality++) {
            long distance = 0;
            for (int i = 0; i < COEFFICIENTS; i++) {
                distance += Math.abs(table[i] - scaled(LUMINANCE[i], quality));
            }
            if (distance < least) {
                least = distance;
                nearest = quality;
            }
        }
        return nearest;
    }

    /** As the Independent JPEG Group's library scales an entry for baseline files. */
    private static int scaled(int entry, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return Math.max(1, Math.min(255, (entry * percent + 50) / 100));
    }

    private static int unsigned(ByteBuffer buffer) {
        return Byte.toUnsignedInt(buffer.get());
    }
}
