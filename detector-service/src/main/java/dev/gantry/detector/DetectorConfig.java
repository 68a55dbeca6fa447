package dev.gantry.detector;

import dev.gantry.service.config.ModelsConfig;
import dev.gantry.service.config.RequestsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** How pictures are judged. */
@ConfigMapping(prefix = "gantry.detector")
public interface DetectorConfig extends ModelsConfig {
    Picture picture();

    Batch batch();

    Frames frames();

    Workers workers();

    Emissions emissions();

    Feedback feedback();

    Drift drift();

    /** Requests by Kafka. */
    RequestsConfig queue();

    Cache cache();

    /** Share of real pictures that may be called synthetic when a request names none: 0.05, 0.01 or 0.002. */
    @WithDefault("0.01")
    double falsePositiveRate();

    /** A picture that is not judged so long after it came is answered with an error; so is a heatmap that is not painted. */
    @WithDefault("10S")
    Duration deadline();

    /** Threads that work on one operator of a detector. Half the cores when absent. */
    OptionalInt threads();

    /** What a picture may cost. */
    interface Picture {
        /** Encoded size. */
        @WithDefault("8388608")
        int maxBytes();

        /** Width times height, checked before anything is decoded. */
        @WithDefault("6000000")
        long maxPixels();
    }

    /** Several pictures in one request. */
    interface Batch {
        /** Files of one form. */
        @WithDefault("32")
        int maxFiles();
    }

    /** What a GIF or a ZIP of pictures may cost; its encoded size is bounded like any body. */
    interface Frames {
        @WithDefault("256")
        int maxFrames();

        /** Width times height times frames of a GIF, checked before anything is decoded. */
        @WithDefault("24000000")
        long maxPixels();

        /** Bytes of all files of a ZIP, unpacked; no more is ever unpacked. */
        @WithDefault("33554432")
        int maxInflatedBytes();

        /** All frames must be judged so long after they came. */
        @WithDefault("50S")
        Duration deadline();
    }

    /** Who decodes and judges what comes by HTTP. */
    interface Workers {
        /** For single pictures; as many for animations, and for heatmaps. */
        @WithDefault("2")
        int threads();

        /** Pictures that may wait, and an eighth as many animations and heatmaps; more are refused. */
        @WithDefault("64")
        int capacity();
    }

    /** Pictures that the platform gave out, which are known again without their origin mark. */
    interface Emissions {
        @WithDefault("true")
        boolean enabled();

        /** The last ones that are remembered in memory, about 90 bytes each. */
        @WithDefault("1000000")
        int capacity();
    }

    /** What is remembered in memory for feedback; beyond it the oldest is forgotten. */
    interface Feedback {
        /** Verdicts that feedback can be given on, about 300 bytes each. */
        @WithDefault("20000")
        int maxVerdicts();

        /** Verdicts with feedback, from which error rates are counted. */
        @WithDefault("100000")
        int maxLabels();
    }

    /** Downloaded model files. */
    interface Cache {
        @WithDefault("${java.io.tmpdir}/gantry-detector-models")
        Path directory();

        /** Bytes of all files. */
        @WithDefault("1073741824")
        long maxBytes();

        /** Bytes of one file; larger models are refused. */
        @WithDefault("268435456")
        long maxModelBytes();
    }

    /** Whether scores still look like those of the calibration's real pictures. */
    interface Drift {
        /** Last scores of each detector and kind of picture that are looked at, one byte each. */
        @WithDefault("2000")
        int window();
    }
}
