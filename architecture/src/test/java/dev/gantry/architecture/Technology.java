package dev.gantry.architecture;

import static dev.gantry.architecture.Module.BENCHMARKS;
import static dev.gantry.architecture.Module.CONTRACTS;
import static dev.gantry.architecture.Module.DETECTOR;
import static dev.gantry.architecture.Module.ENGINE;
import static dev.gantry.architecture.Module.GATEWAY;
import static dev.gantry.architecture.Module.IMAGING;
import static dev.gantry.architecture.Module.INFERENCE;
import static dev.gantry.architecture.Module.NETWORKS;
import static dev.gantry.architecture.Module.PLATFORM;
import static dev.gantry.architecture.Module.SERVICE;
import static dev.gantry.architecture.Module.SERVING;
import static dev.gantry.architecture.Module.TESTKIT;
import static dev.gantry.architecture.Module.TRAINER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Something that only a few modules may know. */
enum Technology {
    KAFKA,
    LIBTORCH,
    OBJECT_STORE,
    ONNX_RUNTIME,
    WEB_CONTAINER;

    /** Its packages, as ArchUnit names them. */
    List<String> packages() {
        return switch (this) {
            case KAFKA -> List.of("org.apache.kafka..", "kafka..");
            case LIBTORCH -> List.of("org.bytedeco..");
            case OBJECT_STORE -> List.of("io.minio..", "okhttp3..", "org.gaul..");
            case ONNX_RUNTIME -> List.of("ai.onnxruntime..");
            case WEB_CONTAINER -> List.of("io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..");
        };
    }

    /** Where it may be used. */
    Set<Module> known() {
        return switch (this) {
            case KAFKA -> EnumSet.complementOf(EnumSet.of(CONTRACTS, IMAGING, NETWORKS, ENGINE, SERVING));
            case LIBTORCH -> EnumSet.of(ENGINE);
            case OBJECT_STORE -> EnumSet.of(PLATFORM, TESTKIT);
            case ONNX_RUNTIME -> EnumSet.of(ENGINE, TRAINER, SERVING, BENCHMARKS);
            case WEB_CONTAINER -> EnumSet.of(SERVICE, TESTKIT, TRAINER, INFERENCE, DETECTOR, GATEWAY);
        };
    }
}
