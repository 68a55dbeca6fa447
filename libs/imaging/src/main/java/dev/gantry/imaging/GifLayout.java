package dev.gantry.imaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of a GIF lie, read block by block without unpacking anything (GIF89a, <a
 * href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">specification</a>).
 *
 * @param width  of the whole in pixels
 * @param height of the whole in pixels
 */
record GifLayout(int width, int height, List<Frame> frames) {
    private static final int HEADER_BYTES = 13;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    /** @param disposal 2: its place is cleared afterwards; 3: what was there before comes back; else it stays */
    record Frame(int left, int top, int width, int height, int disposal) {
        static final int CLEAR = 2;
        static final int RESTORE = 3;
    }

    /** @throws IOException if the file ends early or a frame lies outside the whole */
    static GifLayout read(byte[] gif) throws IOException {
        Cursor cursor = new Cursor(gif);
        cursor.at = 6;
        int width = cursor.word();
        int height = cursor.word();
        int packed = cursor.octet();
        cursor.at = HEADER_BYTES;
        cursor.skip(colorTable(packed));
        List<Frame> frames = new ArrayList<>();
        int disposal = 0;
        for (int block = cursor.octet(); block != TRAILER; block = cursor.octet()) {
            if (block == EXTENSION) {
                boolean control = cursor.octet() == GRAPHIC_CONTROL;
                int after = cursor.peek(1) >> 2 & 7;
                cursor.skipBlocks();
                disposal = control ? after : disposal;
            } else if (block == IMAGE) {
                Frame frame = new Frame(cursor.word(), cursor.word(), cursor.word(), cursor.word(), disposal);
                if (frame.width < 1
                        || frame.height < 1
                        || frame.left + frame.width > width
                        || frame.top + frame.height > height) {
                    throw new IOException("frame " + frames.size() + " lies outside the picture");
                }
                frames.add(frame);
                cursor.skip(colorTable(cursor.octet()));
                cursor.skip(1); // the packing's code size
                cursor.skipBlocks();
                disposal = 0;
            } else {
                throw new IOException("there is no block " + block);
            }
        }
        return new GifLayout(width, height, List.copyOf(frames));
    }

    private static int colorTable(int packed) {
        return (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
    }

    /** Reads on through the file. */
    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        int octet() throws IOException {
            int value = peek(0);
            at++;
            return value;
        }

        int word() throws IOException {
            return octet() | octet() << 8;
        }

        int peek(int ahead) throws IOException {
            if (at + ahead >= bytes.length) {
                throw new IOException("the data ends before the animation does");
            }
            return bytes[at + ahead] & 0xff;
        }

        void skip(int count) {
            at += count;
        }

        void skipBlocks() throws IOException {
            for (int length = octet(); length != 0; length = octet()) {
                skip(length);
            }
        }
    }
}
