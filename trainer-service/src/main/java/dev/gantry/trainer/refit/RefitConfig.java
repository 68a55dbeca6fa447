package dev.gantry.trainer.refit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Detectors that are fitted again when their generators change. */
@ConfigMapping(prefix = "gantry.trainer.refit")
public interface RefitConfig {
    /** Files with a training request of the kind {@code detector} each; absent: none is fitted by itself. */
    Optional<List<Path>> requests();

    /** Between two versions of the same detector at least. */
    @WithDefault("1h")
    Duration interval();

    /** Between a change and a look at it. */
    @WithDefault("10s")
    Duration poll();
}
