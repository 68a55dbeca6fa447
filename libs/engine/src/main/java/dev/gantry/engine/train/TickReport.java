package dev.gantry.engine.train;

import dev.gantry.imaging.Picture;
import java.time.Duration;
import java.util.Map;

/**
 * The state of a run after some more images.
 *
 * @param images real images seen since the run began
 * @param steps optimizer rounds since the run began
 * @param elapsed wall-clock time since the run began
 * @param imagesPerSecond throughput since the previous tick, maintenance left out
 * @param outsideNativeShare share of that time spent outside native kernels (data waits, Java), in [0, 1]
 * @param losses mean of each loss and penalty over the steps since the previous tick, by name such as {@code
 *     discriminator}, {@code generator} or {@code r1}
 * @param health balance and collapse
 * @param samples fixed-seed samples of the averaged generator, as the data shows them
 * @param sampleValues the same, one after the other, in the range that networks work in
 */
// Bulk data, shared and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TickReport(
        long images,
        long steps,
        Duration elapsed,
        double imagesPerSecond,
        double outsideNativeShare,
        Map<String, Double> losses,
        Health health,
        Picture samples,
        float[] sampleValues) {
    public TickReport {
        losses = Map.copyOf(losses);
    }
}
