package dev.gantry.engine.train;

import java.nio.ByteBuffer;

/** Grey 8 × 8 images: the even ones have a bright left half, the odd ones a bright right half. */
class TwoModeImages implements ImageSource {
    static final int SIDE = 8;
    private static final byte BRIGHT = (byte) 230;
    private static final byte DARK = 25;

    @Override
    public int size() {
        return 64;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int height() {
        return SIDE;
    }

    @Override
    public int width() {
        return SIDE;
    }

    @Override
    public void read(int[] indices, ByteBuffer destination) {
        for (int index : indices) {
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                boolean left = pixel % SIDE < SIDE / 2;
                destination.put(left == (index % 2 == 0) ? BRIGHT : DARK);
            }
        }
    }
}
