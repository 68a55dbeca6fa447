package dev.gantry.detector.emissions;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.imaging.Picture;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.origin.Looks;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows what the inference services gave out lately, from their topic. Safe for use by several threads. */
@Startup
@Singleton
public class EmissionRegistry {
    private static final int MOST = 1 << 27;

    private final EmissionIndex index;
    private final Optional<EventFollower> follower;

    EmissionRegistry(DetectorConfig config, KafkaConnection kafka, PrometheusRegistry registry) {
        int capacity = config.emissions().capacity();
        if (capacity < 1 || capacity > MOST) {
            throw new Failure.Fatal(
                            "invalid-configuration",
                            "gantry.detector.emissions.capacity is " + capacity + ": must be 1 to " + MOST)
                    .asException();
        }
        index = new EmissionIndex(capacity);
        follower = config.emissions().enabled()
                ? Optional.of(EventFollower.start(
                        kafka,
                        Topics.SAMPLING_EMISSIONS,
                        message -> index.add(Json.read(message.value(), Emission.class))))
                : Optional.empty();
        GaugeWithCallback.builder()
                .name("gantry_detector_emissions")
                .help("Pictures given out that are known by their digest and look")
                .callback(measure -> measure.call(index.size()))
                .register(registry);
    }

    /**
     * What was given out that the picture is or looks like. None means nothing: it may have been forgotten, never told of, or not
     * yet read after a start.
     *
     * @param reach of whoever asks: what models of others gave out is left aside
     */
    public Optional<Verdict.Emission> find(Picture picture, Reach reach) {
        if (follower.isEmpty()) {
            return Optional.empty();
        }
        Looks looks = Looks.of(picture);
        return index.find(looks.pixelsSha256(), looks.look(), reach::model);
    }

    @PreDestroy
    void close() {
        follower.ifPresent(EventFollower::close);
    }
}
