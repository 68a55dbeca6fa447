package dev.gantry.cli.demo;

import java.util.List;
import java.util.Map;

/**
 * What the demonstration found.
 *
 * @param trainedOn         pictures that the job could see
 * @param images            real images shown to the discriminator
 * @param imagesPerSecond   over the whole training
 * @param samplingRequests  made while versions were swapped; none failed
 * @param versions          served, in the order of publication
 * @param detector          how well it told held-out real pictures from generated ones
 * @param secondsByPhase    wall-clock time
 */
record DemoResults(
        String model,
        int version,
        long seed,
        int trainedOn,
        long images,
        double imagesPerSecond,
        int samplingRequests,
        List<ServedVersion> versions,
        Rates detector,
        Map<String, Double> secondsByPhase) {

    /** @param step real images shown to the discriminator when the version was taken */
    record ServedVersion(int version, long step) {}
}
