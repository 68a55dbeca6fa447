package dev.gantry.trainer.run;

import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.engine.train.StopReason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How a run ended without a failure. */
public sealed interface RunEnd {

    /**
     * The budget is spent and the last version published.
     *
     * @param step     images seen
     * @param reason   why training ended, as events say it
     * @param duration of everything, detector included
     */
    record Completed(
            long step,
            String reason,
            int version,
            Duration duration,
            double imagesPerSecond,
            Optional<DetectorCard> detector)
            implements RunEnd {}

    /** Why training ended, as events say it. */
    static String reason(StopReason reason) {
        return reason == StopReason.DURATION ? "minutes" : reason.name().toLowerCase(Locale.ROOT);
    }

    /** It was stopped before its end. */
    record Stopped(StopSignal.Reason reason, long step) implements RunEnd {}
}
