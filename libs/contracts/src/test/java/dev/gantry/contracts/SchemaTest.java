package dev.gantry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.access.AccessDocument;
import dev.gantry.contracts.access.Scope;
import dev.gantry.contracts.audit.AuditedAccess;
import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.FeedbackRequest;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.models.AliasRequest;
import dev.gantry.contracts.models.CheckpointPublished;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.RoutingChanged;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.contracts.sampling.Interpolation;
import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.contracts.sampling.SamplingRequest;
import dev.gantry.contracts.sampling.SamplingResult;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas name exactly the fields that the records carry. */
class SchemaTest {
    @ParameterizedTest
    @MethodSource("records")
    void schemaAndRecordHaveTheSameFields(Class<? extends Record> type) throws IOException {
        assertThat(fields(schema(type.getSimpleName()))).isEqualTo(components(type));
    }

    static Stream<Class<? extends Record>> records() {
        return Stream.of(
                TrainingRequest.class,
                DetectionRequest.class,
                CheckpointPublished.class,
                RoutingChanged.class,
                AliasRequest.class,
                Manifest.class,
                SampleRequest.class,
                SamplingRequest.class,
                SamplingResult.class,
                Emission.class,
                Verdict.class,
                FeedbackRequest.class,
                Feedback.class,
                AccessDocument.class,
                AuditedRequest.class,
                AuditedAccess.class);
    }

    @Test
    void everyTrainingEventHasItsSchema() throws IOException {
        Map<String, Set<String>> described = Stream.of(schema("TrainingEvent").path("oneOf"))
                .flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
                .collect(Collectors.toMap(
                        event -> event.at("/properties/type/const").asText(), SchemaTest::fields));
        Map<String, Set<String>> declared = Arrays.stream(TrainingEvent.class.getPermittedSubclasses())
                .collect(Collectors.toMap(
                        event -> Objects.requireNonNull(event.getAnnotation(JsonTypeName.class))
                                .value(),
                        event -> {
                            Set<String> names = components(event);
                            names.add("type");
                            return names;
                        }));

        assertThat(described).isEqualTo(declared);
    }

    @Test
    void theDetectorCardIsDescribedInFull() throws IOException {
        assertThat(fields(schema("Manifest").at("/properties/detector"))).isEqualTo(components(DetectorCard.class));
    }

    @Test
    void theFalsePositiveRatesOfARequestAreThoseOfItsSchema() throws IOException {
        List<Double> accepted = new ArrayList<>();
        schema("DetectionRequest")
                .at("/properties/falsePositiveRate/enum")
                .forEach(rate -> accepted.add(rate.asDouble()));

        assertThat(accepted).isEqualTo(DetectionRequest.FALSE_POSITIVE_RATES);
    }

    @Test
    void theWayBetweenSeedsIsDescribedInFull() throws IOException {
        assertThat(fields(schema("SampleRequest").at("/properties/interpolate")))
                .isEqualTo(components(Interpolation.class));
    }

    @Test
    void theAsyncApiDocumentRefersToExistingSchemasAndTopics() throws IOException {
        String document = resource("asyncapi.yaml");

        assertThat(Pattern.compile("schemas/(\\w+)\\.json").matcher(document).results())
                .isNotEmpty()
                .allSatisfy(
                        match -> assertThat(schema(match.group(1)).path("title").asText())
                                .isEqualTo(match.group(1)));
        assertThat(Pattern.compile("address: (\\S+)")
                        .matcher(document)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrder(
                        Topics.TRAINING_REQUESTS,
                        Topics.deadLetters(Topics.TRAINING_REQUESTS),
                        Topics.TRAINING_EVENTS,
                        Topics.MODELS,
                        Topics.DETECTION_REQUESTS,
                        Topics.deadLetters(Topics.DETECTION_REQUESTS),
                        Topics.DETECTION_VERDICTS,
                        Topics.DETECTION_FEEDBACK,
                        Topics.SAMPLING_REQUESTS,
                        Topics.deadLetters(Topics.SAMPLING_REQUESTS),
                        Topics.SAMPLING_RESULTS,
                        Topics.SAMPLING_EMISSIONS,
                        Topics.AUDIT);
    }

    @Test
    void tenantsAndKeysAreDescribedInFull() throws IOException {
        JsonNode document = schema("AccessDocument");
        JsonNode key = document.at("/properties/keys/items");
        List<String> scopes = new ArrayList<>();
        key.at("/properties/scopes/items/enum").forEach(scope -> scopes.add(scope.asText()));

        assertThat(fields(document.at("/properties/tenants/items"))).isEqualTo(components(AccessDocument.Tenant.class));
        assertThat(fields(key)).isEqualTo(components(AccessDocument.Key.class));
        assertThat(scopes)
                .isEqualTo(Stream.of(Scope.values()).map(Scope::toString).toList());
    }

    @Test
    void theEmissionOfAVerdictIsDescribedInFull() throws IOException {
        assertThat(fields(schema("Verdict").at("/properties/emission"))).isEqualTo(components(Verdict.Emission.class));
    }

    @Test
    void theTargetOfAnAuditedRequestIsDescribedInFull() throws IOException {
        assertThat(fields(schema("AuditedRequest").at("/properties/target")))
                .isEqualTo(components(AuditedRequest.Target.class));
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode schema(String name) throws IOException {
        return Json.readTree(resource("schemas/" + name + ".json").getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Json.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
