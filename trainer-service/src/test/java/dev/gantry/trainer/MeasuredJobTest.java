package dev.gantry.trainer;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.models.ModelStore;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MeasuredJobTest extends TrainerServiceTest {
    private static final Map<String, Object> OFTEN = Map.of("everyImages", 64, "samples", 100);

    @Test
    void samplesAreMeasuredAsOftenAsAskedAndTheNearestVersionIsBest() throws Exception {
        client.send(request("measured", Map.of("metrics", OFTEN)));
        client.await("measured", TrainingEvent.Completed.class);

        List<TrainingEvent.Measured> measured = all("measured", TrainingEvent.Measured.class);
        assertThat(measured).extracting(TrainingEvent.Measured::step).containsExactly(64L, 128L, 192L, 256L);
        assertThat(measured).allSatisfy(one -> {
            assertThat(one.features()).isEqualTo("random-network-64");
            assertThat(one.metrics()).containsKeys("frechet", "kid", "precision", "recall", "nearestTrainingRatio");
        });
        int nearest = frechet(measured.get(1)) <= frechet(measured.get(3)) ? 1 : 2;
        assertThat(models.alias("measured", ModelStore.BEST)).contains(nearest);
        assertThat(models.find("measured", 2).orElseThrow().manifest().metrics())
                .containsEntry("metrics.frechet", frechet(measured.get(3)));
        given().get("/metrics")
                .then()
                .body(containsString("gantry_trainer_measurement{metric=\"frechet\",model=\"measured\"}"));
    }

    @Test
    void theClassifierIsTrainedOnceForADataset() throws Exception {
        Map<String, Object> data = Map.of("uri", Shapes.LABELLED_URI, "resolution", 28, "heldOutFraction", 0.5);
        client.send(request("first-look", Map.of("metrics", OFTEN, "data", data)));
        client.await("first-look", TrainingEvent.Completed.class);
        client.send(request("second-look", Map.of("metrics", OFTEN, "data", data, "seed", 8)));
        client.await("second-look", TrainingEvent.Completed.class);

        assertThat(activities("first-look")).contains("training-classifier", "measuring-reals", "measuring");
        assertThat(activities("second-look")).contains("measuring").doesNotContain("training-classifier");
        assertThat(store.list(StoreKeys.FEATURES)).hasSize(1);
        TrainingEvent.Measured one =
                all("first-look", TrainingEvent.Measured.class).get(0);
        assertThat(one.features()).startsWith("classifier-64:");
        assertThat(one.metrics()).containsKeys("coveredClasses", "classShare.0", "classShare.1");
        assertThat(all("second-look", TrainingEvent.Measured.class).get(0).features())
                .isEqualTo(one.features());
    }

    @Test
    void labelledPointsAreMeasuredByTheirModes() throws Exception {
        Map<String, Object> data =
                Map.of("uri", Shapes.POINTS_URI, "kind", "points", "dimensions", 2, "heldOutFraction", 0.5);
        Map<String, Object> network = Map.of("family", "mlp", "latent", 4);
        client.send(request("corners", Map.of("metrics", OFTEN, "data", data, "network", network)));
        client.send(request(
                "no-corners", Map.of("budget", Map.of("target", Map.of("metric", "coveredModes", "value", 4)))));
        client.await("corners", TrainingEvent.Completed.class);

        TrainingEvent.Measured last =
                all("corners", TrainingEvent.Measured.class).get(3);
        assertThat(last.features()).isEqualTo("values");
        assertThat(last.metrics()).containsEntry("modes", 4.0).containsKeys("coveredModes", "goodShare", "frechet");
        assertThat(models.find("corners", 2).orElseThrow().manifest().metrics()).containsEntry("metrics.modes", 4.0);
        assertThat(client.await("no-corners", TrainingEvent.Failed.class).message())
                .isEqualTo("budget.target.metric is coveredModes: a metric that can be measured;"
                        + " points with labels are needed");
    }

    @Test
    void aReachedTargetEndsTheJobAndIsItsReason() throws Exception {
        client.send(request(
                "content",
                Map.of(
                        "metrics",
                        OFTEN,
                        "budget",
                        Map.of("images", 100_000, "target", Map.of("metric", "frechet", "value", 1e9)))));

        TrainingEvent.Completed completed = client.await("content", TrainingEvent.Completed.class);
        assertThat(completed.reason()).isEqualTo("target");
        assertThat(completed.step()).isLessThan(200);
        assertThat(models.alias("content", ModelStore.LATEST)).contains(completed.version());
    }

    @Test
    void aSicklyJobIsWarnedOfAndGoesOn() throws Exception {
        client.send(request(
                "sickly",
                Map.of(
                        "budget",
                        Map.of("images", 6_400),
                        "health",
                        Map.of("collapseDiversity", 1, "ticks", 2),
                        "recipe",
                        Map.of("batch", 16, "generatorLearningRate", 1e-9))));
        client.await("sickly", TrainingEvent.Completed.class);

        assertThat(all("sickly", TrainingEvent.Warned.class))
                .extracting(TrainingEvent.Warned::kind)
                .containsOnlyOnce("collapse", "stall");
    }

    @Test
    void unusableExtractorsAndMetricsAreRefusedWithWhatIsWrong() throws Exception {
        String bucket = "s3://" + store.bucket() + "/";
        store.put("data/nets/broken.onnx", "no network".getBytes(StandardCharsets.UTF_8), "application/octet-stream");
        client.send(request("no-network", Map.of("metrics", Map.of("extractor", bucket + "data/nets/broken.onnx"))));
        client.send(request("no-object", Map.of("metrics", Map.of("extractor", bucket + "data/nets/none.onnx"))));
        client.send(request(
                "no-metrics", Map.of("metrics", Map.of("enabled", false), "earlyStopping", Map.of("rule", "plateau"))));

        assertThat(client.await("no-network", TrainingEvent.Failed.class).message())
                .startsWith("metrics.extractor is " + bucket + "data/nets/broken.onnx")
                .contains("ONNX Runtime does not take it");
        assertThat(client.await("no-object", TrainingEvent.Failed.class).message())
                .contains("an object that exists");
        assertThat(client.await("no-metrics", TrainingEvent.Failed.class).message())
                .startsWith("earlyStopping.metric is frechet")
                .contains("metrics.enabled is false");
    }

    private <E extends TrainingEvent> List<E> all(String jobId, Class<E> type) {
        return client.events(jobId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static double frechet(TrainingEvent.Measured measured) {
        return requireNonNull(measured.metrics().get("frechet"));
    }

    private List<String> activities(String jobId) {
        return all(jobId, TrainingEvent.Working.class).stream()
                .map(TrainingEvent.Working::activity)
                .distinct()
                .toList();
    }

    private static Map<String, Object> request(String name, Map<String, Object> changes) {
        Map<String, Object> request = new HashMap<>(TrainerClient.tinyRequest(name, name, 256));
        request.put("detector", Map.of("enabled", false));
        request.putAll(changes);
        return request;
    }
}
