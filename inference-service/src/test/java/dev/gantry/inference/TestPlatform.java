package dev.gantry.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.service.platform.Provisioning;
import dev.gantry.serving.testing.TestModels;
import dev.gantry.serving.testing.TinyGenerator;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Publishes versions as a trainer does, and looks at the service from outside. */
@Singleton
public class TestPlatform {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestModels models;
    private final EventLog events;
    private final Provisioning provisioning;

    TestPlatform(ObjectStore store, SigningKey key, EventLog events, Provisioning provisioning) {
        this.models = new TestModels(store, key);
        this.events = events;
        this.provisioning = provisioning;
    }

    /** The store, without events. */
    public TestModels models() {
        try {
            provisioning.awaitDone();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return models;
    }

    /** Publishes and announces a version. */
    public synchronized PublishedVersion publish(String model, TinyGenerator generator) {
        PublishedVersion version = models().publish(model, generator);
        announce(version);
        return version;
    }

    public void announce(PublishedVersion version) {
        events.publish(version.announcement(Instant.now()), Optional.empty());
    }

    /** Publishes a version and waits until it is live. */
    public PublishedVersion serve(String model, TinyGenerator generator) {
        PublishedVersion version = publish(model, generator);
        awaitLive(model, version.manifest().version());
        return version;
    }

    public void awaitLive(String model, int version) {
        await(model, status -> Integer.valueOf(version).equals(status.get("live")));
    }

    /** Waits until {@code GET /v1/models/{model}} says so. */
    public void await(String model, Predicate<JsonPath> expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var response = given().get("/v1/models/" + model);
            if (response.statusCode() == 200 && expected.test(response.jsonPath())) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("time is up: %s", response.asString())
                    .isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
