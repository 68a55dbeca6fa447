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

    /** Attempts of a job, interrupted ones included, after which it has failed. */
    @WithDefault("10")
    int maxAttempts();

    /** Between a first failure and the next attempt; doubles with each further one up to 32 times. */
    @WithDefault("1s")
    Duration backOff();

    /** How long a run may take to stop when the process is asked to end. */
    @WithDefault("8s")
    Duration stopGrace();

    /** Between two looks at a job's cancel mark. */
    @WithDefault("2s")
    Duration cancelPoll();

    /** How long a run waits for a store or broker that is away before the attempt ends. */
    @WithDefault("10m")
    Duration patience();
}
