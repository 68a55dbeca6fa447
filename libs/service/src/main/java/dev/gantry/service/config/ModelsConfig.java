package dev.gantry.service.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What every service is told that keeps versions of models loaded. */
public interface ModelsConfig {
    Device device();

    Quarantine quarantine();

    Memory memory();

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
