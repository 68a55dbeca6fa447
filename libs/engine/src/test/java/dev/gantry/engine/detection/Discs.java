package dev.gantry.engine.detection;

import dev.gantry.engine.train.ImageSource;
import java.nio.ByteBuffer;
import java.util.Random;

/** Grey pictures of soft discs on noise, to stand for real ones. */
record Discs(int size, int edge) implements ImageSource {

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int height() {
        return edge;
    }

    @Override
    public int width() {
        return edge;
    }

    @Override
    public void read(int[] indices, ByteBuffer destination) {
        for (int index : indices) {
            Random random = new Random(index);
            double radius = edge * (0.15 + 0.25 * random.nextDouble());
            double centreX = edge * (0.3 + 0.4 * random.nextDouble());
            double centreY = edge * (0.3 + 0.4 * random.nextDouble());
            for (int y = 0; y < edge; y++) {
                for (int x = 0; x < edge; x++) {
                    double inside = radius - Math.hypot(x - centreX, y - centreY);
                    double value = 200 / (1 + Math.exp(-2 * inside)) + 20 + 10 * random.nextGaussian();
                    destination.put((byte) Math.max(0, Math.min(255, value)));
                }
            }
        }
    }
}
