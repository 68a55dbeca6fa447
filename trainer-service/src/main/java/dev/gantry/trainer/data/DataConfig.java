package dev.gantry.trainer.data;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Training data on this machine. */
@ConfigMapping(prefix = "gantry.data")
public interface DataConfig {
    /** The folder that {@code file:} addresses lie below; absent: there are none. */
    Optional<Path> root();
}
