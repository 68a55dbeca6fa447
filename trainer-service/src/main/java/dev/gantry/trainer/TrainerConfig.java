package dev.gantry.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this trainer works. */
@ConfigMapping(prefix = "gantry.trainer")
public interface TrainerConfig {
    /** Name of this process in events; absent: host and process id. */
    Optional<String> name();

    /** Attempts in a row that end without getting the job any further, after which it has failed; graceful stops do not count. */
    @WithDefault("10")
    int maxAttempts();

    /** Between a first failure and the next attempt; doubles with each further one up to 32 times. */
    @WithDefault("1s")
    Duration backOff();

    /** How long a run may take to stop when the process is asked to end. */
    @WithDefault("8s")
    Duration stopGrace();

    /** Between two states that a job can be resumed from; its {@code snapshotImages} may ask for more. */
    @WithDefault("30s")
    Duration stateInterval();

    /** Between two looks at a job's cancel mark. */
    @WithDefault("2s")
    Duration cancelPoll();

    /** How long a run waits for a store or broker that is away before the attempt ends. */
    @WithDefault("10m")
    Duration patience();
}
