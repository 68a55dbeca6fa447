package dev.gantry.trainer.data;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Room for the decoded samples of the job in hand. */
@ConfigMapping(prefix = "gantry.data.cache")
public interface DataCacheConfig {
    /** Bytes in memory, outside the heap; {@code -XX:MaxDirectMemorySize} must allow for them. */
    @WithDefault("1073741824")
    long memoryBytes();

    /** Where what is beyond them goes, in a file that is gone when the job ends. */
    @WithDefault("${java.io.tmpdir}")
    Path directory();

    /** Bytes of that file; data that needs more is refused. */
    @WithDefault("34359738368")
    long diskBytes();
}
