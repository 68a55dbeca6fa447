package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.Samples;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Samples of a version, served by a platform. */
final class ServedSamples {
    private static final int SAMPLES_PER_REQUEST = 250;

    private ServedSamples() {}

    /** @param seed of the first request; each of the others has one of its own */
    static List<Picture> draw(GatewayClient client, String model, int version, int count, long seed)
            throws InterruptedException {
        List<Picture> pictures = new ArrayList<>(count);
        for (int drawn = 0; drawn < count; drawn += SAMPLES_PER_REQUEST) {
            pictures.addAll(Samples.draw(
                            client,
                            model,
                            Math.min(SAMPLES_PER_REQUEST, count - drawn),
                            OptionalLong.of(seed + drawn),
                            OptionalInt.of(version))
                    .pictures());
        }
        return pictures;
    }
}
