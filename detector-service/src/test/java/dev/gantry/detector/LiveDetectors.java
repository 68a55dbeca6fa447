package dev.gantry.detector;

import dev.gantry.contracts.GantryException;
import dev.gantry.detector.models.Detectors;
import dev.gantry.serving.session.Deadline;
import java.time.Duration;

/** Waits for published detectors. */
final class LiveDetectors {
    private LiveDetectors() {}

    /** Hints at the model, as its event would, and waits until it answers. */
    static void await(Detectors detectors, String model) throws InterruptedException {
        Deadline patience = Deadline.in(Duration.ofMinutes(1));
        detectors.catalog().hint(model);
        while (!answers(detectors, model, patience)) {
            if (patience.expired()) {
                throw new AssertionError(
                        model + " is not live; there are " + detectors.catalog().models());
            }
            Thread.sleep(20);
        }
    }

    private static boolean answers(Detectors detectors, String model, Deadline patience) {
        try {
            detectors.lease(model, patience).close();
            return true;
        } catch (GantryException e) {
            return false;
        }
    }
}
