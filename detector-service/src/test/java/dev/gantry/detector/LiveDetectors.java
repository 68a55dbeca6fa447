package dev.gantry.detector;

import dev.gantry.detector.models.Detectors;

/** Waits for published detectors. */
final class LiveDetectors {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private LiveDetectors() {}

    /** Hints at the model, as its event would, and waits until it answers. */
    static void await(Detectors detectors, String model) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        detectors.catalog().hint(model);
        while (!detectors.live().contains(model)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        model + " is not live; there are " + detectors.catalog().models());
            }
            Thread.sleep(20);
        }
    }
}
