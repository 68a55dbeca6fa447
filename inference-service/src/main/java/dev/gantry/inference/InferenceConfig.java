package dev.gantry.inference;

import dev.gantry.service.config.ModelsConfig;
import dev.gantry.service.config.RequestsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** How generators are served. */
@ConfigMapping(prefix = "gantry.inference")
public interface InferenceConfig extends ModelsConfig {
    Queue queue();

    Cache cache();

    /** Requests for samples by Kafka. */
    RequestsConfig requests();

    /** Threads that work on one operator. Half the cores when absent, so that answers can be encoded meanwhile. */
    OptionalInt threads();

    /** Batch sizes that networks are run with; each is warmed before a version is live. */
    @WithDefault("1,4,16,64")
    List<Integer> batchSizes();

    /** Most samples of one {@code infer} request. */
    @WithDefault("1024")
    int maxBatch();

    /** A request that is not computed by then is answered with an error. */
    @WithDefault("30S")
    Duration deadline();

    /** What may wait for a model. */
    interface Queue {
        /** Requests; more are refused. */
        @WithDefault("64")
        int capacity();

        /**
         * How long the first of the requests that wait may be kept for others to share its run. What comes while the model is at
         * work shares a run anyway.
         */
        @WithDefault("0S")
        Duration maxDelay();
    }

    /** Downloaded model files. */
    interface Cache {
        @WithDefault("${java.io.tmpdir}/gantry-inference-models")
        Path directory();

        /** Bytes of all files. */
        @WithDefault("2147483648")
        long maxBytes();

        /** Bytes of one file; larger models are refused. */
        @WithDefault("1073741824")
        long maxModelBytes();
    }
}
