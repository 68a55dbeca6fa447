package dev.gantry.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingRequestTest {
    private static final String MINIMAL = "{\"model\": \"clothes\", \"data\": {\"uri\": \"file:fashion-mnist\"}}";

    @Test
    void absentFieldsTakeTheSchemasDefaults() {
        TrainingRequest request = decode(MINIMAL);

        assertThat(request.jobId()).isEmpty();
        assertThat(request.data().resolution()).isEqualTo(28);
        assertThat(request.data().heldOutFraction()).isEqualTo(0.2);
        assertThat(request.network().family()).isEqualTo("dcgan");
        assertThat(request.network().latent()).isEmpty();
        assertThat(request.recipe().loss()).isEmpty();
        assertThat(request.budget().minutes()).isEmpty();
        assertThat(request.detector().enabled()).isTrue();
        assertThat(request.precision()).isEqualTo(TrainingRequest.Precision.AUTO);
    }

    @Test
    void aCompletedRequestDecodesToItself() {
        TrainingRequest request = decode(
                        "{\"model\": \"clothes\", \"data\": {\"uri\": \"s3://gantry/data/a/b.zip\"}, \"recipe\":"
                                + " {\"loss\": \"hinge\", \"regularizers\": [{\"kind\": \"r1\", \"strength\": 0.5}],"
                                + " \"schedules\": [{\"setting\": \"beta2\", \"factor\": 1.1, \"images\": 9}]},"
                                + " \"budget\": {\"images\": 640}}")
                .withJobId("job-1");

        TrainingRequest again = TrainingRequest.CONTRACT.decode(Json.bytes(request));

        assertThat(again).isEqualTo(request);
        assertThat(again.jobId()).isEqualTo(Optional.of("job-1"));
        assertThat(again.recipe().regularizers())
                .contains(List.of(new TrainingRequest.Regularizer("r1", OptionalDouble.of(0.5), OptionalInt.empty())));
        assertThat(again.recipe().schedules())
                .contains(List.of(new TrainingRequest.Schedule("beta2", 1.1, 9, "cosine")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\": {\"uri\": \"file:a\"}}|model|(absent)|it is required",
                "{\"model\": \"a\", \"data\": {}}|data.uri|(absent)|it is required",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\", \"resolution\": 27}}|data.resolution|27|must be"
                        + " one of [28,32,40",
                "{\"model\": \"A B\", \"data\": {\"uri\": \"file:a\"}}|model|\"A B\"|must match",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:/etc/passwd\"}}|data.uri|\"file:/etc/passwd\"|must"
                        + " match",
                "{\"model\": \"a\", \"data\": {\"uri\": \"http://x/\"}}|data.uri|\"http://x/\"|must match",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"lr\": 1}|lr|an unknown field|accepted are"
                        + " jobId, model, kind, generators, data, network",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"recipe\": {\"batch\":"
                        + " \"64\"}}|recipe.batch|\"64\"|must be of type integer",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"recipe\": {\"beta1\":"
                        + " 1.5}}|recipe.beta1|1.5|must be at most 0.999",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"network\": {\"depth\": 3}}|network.depth|an"
                        + " unknown field|accepted are family, latent",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"budget\": {\"minutes\":"
                        + " 0}}|budget.minutes|0|must be greater than 0",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"recipe\": {\"regularizers\": [{\"kind\":"
                        + " \"r1\", \"gamma\": 1}]}}|recipe.regularizers.0.gamma|an unknown field|accepted are kind,"
                        + " strength, interval",
                "{\"model\": \"a\", \"data\": {\"uri\": \"file:a\"}, \"seed\": -1}|seed|-1|must be at least 0",
                "{\"kind\": \"vae\", \"model\": \"a\", \"data\": {\"uri\": \"file:a\"}}|kind|\"vae\"|must be one of"
                        + " [\"gan\",\"detector\"]",
                "{\"kind\": \"detector\", \"model\": \"a\", \"data\": {\"uri\": \"file:a\"}}|generators|(absent)|it is"
                        + " required",
                "{\"kind\": \"detector\", \"model\": \"a\", \"generators\": [], \"data\": {\"uri\":"
                        + " \"file:a\"}}|generators|[]|must have at least 1 elements",
                "{\"kind\": \"detector\", \"model\": \"a\", \"generators\": [\"a*b\"], \"data\": {\"uri\":"
                        + " \"file:a\"}}|generators.0|\"a*b\"|must match",
                "{\"kind\": \"detector\", \"model\": \"a\", \"generators\": [\"b\"], \"warmStart\": {\"model\":"
                        + " \"b\"}, \"data\": {\"uri\": \"file:a\"}}|warmStart|{\"model\":\"b\"}|must be absent in a"
                        + " request of this kind",
                "{\"kind\": \"detector\", \"model\": \"a\", \"generators\": [\"b\"], \"data\": {\"uri\": \"file:a\","
                        + " \"kind\": \"points\"}}|data.kind|\"points\"|must be \"images\"",
                "{\"model\": \"a\", \"generators\": [\"b\"], \"data\": {\"uri\": \"file:a\"}}|generators|[\"b\"]|must"
                        + " be absent in a request of this kind",
                "[]||[]|must be of type object",
            })
    void aFaultNamesFieldValueAndWhatIsAccepted(String json, String field, String value, String accepted) {
        Failure.Rejected rejected = rejection(json);

        assertThat(rejected.code()).isEqualTo(Failure.Rejected.INVALID_REQUEST);
        assertThat(rejected.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field == null ? "" : field);
            assertThat(violation.value()).isEqualTo(value);
            assertThat(violation.accepted()).startsWith(accepted);
        });
    }

    @Test
    void aDetectorNamesItsGenerators() {
        TrainingRequest request = decode("{\"kind\": \"detector\", \"model\": \"d\", \"generators\": "
                + "[\"shop-*\", \"*\", \"clothes\", \"clothes@12\"], \"data\": {\"uri\": \"file:a\"}}");

        assertThat(request.kind()).isEqualTo(TrainingRequest.JobKind.DETECTOR);
        assertThat(request.generators()).hasValue(List.of("shop-*", "*", "clothes", "clothes@12"));
        assertThat(TrainingRequest.CONTRACT.decode(Json.bytes(request))).isEqualTo(request);
        assertThat(request.withGenerators(List.of("clothes@12")).generators()).hasValue(List.of("clothes@12"));
    }

    @Test
    void aRequestThatWasKeptBeforeThereWereKindsTrainsNetworks() {
        ObjectNode kept = (ObjectNode) Json.tree(decode(MINIMAL));
        kept.remove("kind");

        assertThat(Json.read(Json.bytes(kept), TrainingRequest.class).kind()).isEqualTo(TrainingRequest.JobKind.GAN);
    }

    @Test
    void everyFaultIsNamed() {
        Failure.Rejected rejected =
                rejection("{\"model\": 7, \"data\": {\"uri\": \"file:a\", \"channels\": 2}, \"x\": 1}");

        assertThat(rejected.violations()).extracting("field").containsExactly("data.channels", "model", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\": |line 1",
                "{\"model\": \"a\", \"model\": \"b\"}|line 1",
                "{} {}|line 1",
                "not json|line 1",
            })
    void whatIsNoJsonDocumentSaysWhere(String json, String message) {
        Failure.Rejected rejected = rejection(json);

        assertThat(rejected.code()).isEqualTo(Failure.Rejected.MALFORMED_JSON);
        assertThat(rejected.message()).startsWith(message);
    }

    @Test
    void longAddressesAreRefusedWithoutRunningOutOfStack() {
        String address = "s3://abc/data/" + "a/".repeat(30_000) + "x";
        byte[] document =
                "{\"model\":\"x\",\"data\":{\"uri\":\"%s\"}}".formatted(address).getBytes(StandardCharsets.UTF_8);

        GantryException refusal =
                catchThrowableOfType(GantryException.class, () -> TrainingRequest.CONTRACT.decode(document));

        assertThat(refusal).hasMessageContaining("must have at most 512 characters");
    }

    @Test
    void deepNestingAndLongDocumentsAreRefused() {
        assertThat(rejection("[".repeat(2000)).code()).isEqualTo(Failure.Rejected.MALFORMED_JSON);
        assertThat(rejection(" ".repeat(TrainingRequest.MAX_BYTES + 1)).code()).isEqualTo(Failure.Rejected.TOO_LARGE);
        assertThat(rejection("").code()).isEqualTo(Failure.Rejected.MALFORMED_JSON);
    }

    private static TrainingRequest decode(String json) {
        return TrainingRequest.CONTRACT.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Failure.Rejected rejection(String json) {
        GantryException thrown = catchThrowableOfType(GantryException.class, () -> decode(json));
        assertThat(thrown).as("accepted: %s", json).isNotNull();
        return (Failure.Rejected) thrown.failure();
    }
}
