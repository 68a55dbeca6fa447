package dev.gantry.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Word of pictures that are given out. */
@ConfigMapping(prefix = "gantry.emissions")
public interface EmissionConfig {
    /** Whether their digests and looks are written to the topic {@code gantry.sampling.emissions}. */
    @WithDefault("true")
    boolean recorded();
}
