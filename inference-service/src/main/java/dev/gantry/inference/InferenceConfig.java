package dev.gantry.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** How generators are served. */
@ConfigMapping(prefix = "gantry.inference")
public interface InferenceConfig {
    Device device();

    Queue queue();

    Cache cache();

    Quarantine quarantine();

    Memory memory();

    Requests requests();

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

    /** How often the store is looked through for versions that no event told of. */
    @WithDefault("15S")
    Duration reconcileEvery();

    /** What networks are computed on. */
    interface Device {
        @WithDefault("cpu")
        Kind kind();

        /** Of the CUDA device, from 0. */
        @WithDefault("0")
        int id();

        /** Most device memory of one model's arena, bytes. */
        @WithDefault("4294967296")
        long memoryLimit();

        /** Whether operators without a CUDA kernel may run on the processor; otherwise such a model is refused. */
        @WithDefault("false")
        boolean allowCpuFallback();

        /** Names of devices. */
        enum Kind {
            CPU,
            CUDA
        }
    }

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

    /** Requests for samples by Kafka. */
    interface Requests {
        /** Deliveries after which a request that keeps failing goes to the dead letters. */
        @WithDefault("8")
        int maxAttempts();

        /** Between a first failure and the next delivery; doubles with each further one. */
        @WithDefault("1S")
        Duration backOff();
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

    /** What is kept loaded. */
    interface Memory {
        /** Bytes that all loaded versions may be counted with; what does not fit is not loaded. */
        @WithDefault("2147483648")
        long budget();

        /** A model that nobody has asked for so long may be unloaded to make room for another. */
        @WithDefault("10M")
        Duration idle();

        /** Versions of one model that are kept loaded although nobody is routed to them; the one before is the first of them. */
        @WithDefault("1")
        int standby();
    }

    /** How long versions that failed are left alone. */
    interface Quarantine {
        /** After the first failure; doubles with each further one. */
        @WithDefault("5S")
        Duration first();

        @WithDefault("5M")
        Duration most();
    }
}
