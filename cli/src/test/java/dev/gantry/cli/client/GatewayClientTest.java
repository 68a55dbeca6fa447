package dev.gantry.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.cli.client.GatewayException.Kind;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.testkit.FreePorts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayClientTest {
    private static final Picture PICTURE = new Picture(1, 2, 2, new byte[] {0, 64, (byte) 128, (byte) 255});

    private final TestGateway gateway;
    private final GatewayClient client;

    GatewayClientTest() throws Exception {
        gateway = new TestGateway();
        client = gateway.client();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void showsItsKey() throws Exception {
        gateway.answer(200, "{\"jobs\":[]}");

        assertThat(client.get("/v1/jobs").path("jobs")).isEmpty();
        assertThat(gateway.asked().get(0).authorization()).isEqualTo("Bearer secret");
    }

    @Test
    void aRefusedRequestIsExplainedByItsProblem() {
        gateway.answer(400, "{\"detail\":\"data.resolution is 27: must be 28, 32, 64 or 128\"}");

        assertThatKindOf(() -> client.get("/x")).isEqualTo(Kind.REFUSED);
        assertThatThrownBy(() -> client.get("/x"))
                .hasMessage("data.resolution is 27: must be 28, 32, 64 or 128 (HTTP 400)");
    }

    @Test
    void aWrongKeyIsNamedAsTheReason() {
        gateway.answer(401, "{}");

        assertThatThrownBy(() -> client.get("/x")).hasMessageContaining("does not accept the API key");
    }

    @Test
    void aBrokenPlatformIsNotTheCallersFault() {
        gateway.answer(503, "gone");

        assertThatKindOf(() -> client.get("/x")).isEqualTo(Kind.FAILED);
    }

    @Test
    void somethingElseAtTheUrlIsTold() {
        gateway.answer(200, "<html>");

        assertThatThrownBy(() -> client.get("/x")).hasMessageContaining("is it a gateway?");
    }

    @Test
    void nobodyAtTheUrlIsTold() {
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.next());

        assertThatKindOf(() -> new GatewayClient(nobody, "key").get("/x")).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void samplesAreDecoded() throws Exception {
        String png = Base64.getEncoder().encodeToString(PictureEncoder.png(PICTURE));
        gateway.answer(200, "{\"model\":\"m\",\"version\":3,\"seed\":7,\"samples\":[\"" + png + "\"]}");

        Samples samples = Samples.draw(client, "m", 1, OptionalLong.of(7), OptionalInt.empty());

        assertThat(samples).isEqualTo(new Samples("m", 3, 7, List.of(PICTURE)));
        TestGateway.Asked asked = gateway.asked().get(0);
        assertThat(asked.path()).isEqualTo("/v1/models/m/samples");
        assertThat(Json.readTree(asked.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        Json.readTree("{\"format\":\"json\",\"count\":1,\"seed\":7}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void verdictsAreRead() throws Exception {
        gateway.answer(200, """
                {"requestId":"r","at":"2026-11-22T00:00:00Z","verdict":"LIKELY_SYNTHETIC","reason":"why",
                 "picture":{"sha256":"ab","format":"png","width":2,"height":2},"judgements":[]}
                """);

        assertThat(client.judge(PictureEncoder.png(PICTURE), Optional.of("m")).verdict())
                .isEqualTo(Conclusion.LIKELY_SYNTHETIC);
        assertThat(gateway.asked().get(0).path()).isEqualTo("/v1/detections?model=m");
    }

    @Test
    void eventsAreFollowedToTheEndAcrossABrokenConnection() throws Exception {
        TrainingEvent first = new TrainingEvent.Published("j", "m", Instant.EPOCH, 100, 1);
        TrainingEvent second = new TrainingEvent.Published("j", "m", Instant.EPOCH, 200, 2);
        TrainingEvent end =
                new TrainingEvent.Completed("j", "m", Instant.EPOCH, 300, "images", 2, 9, 33, Optional.empty());
        gateway.answer(200, ": hello\n\n" + sse(5, first) + "id: 6\ndata: {\"half\":")
                .answer(200, sse(6, second) + sse(7, end));
        List<TrainingEvent> events = new ArrayList<>();

        assertThat(client.events("j").follow(events::add)).isTrue();

        assertThat(events).containsExactly(first, second, end);
        assertThat(gateway.asked()).extracting(TestGateway.Asked::lastEventId).containsExactly("", "5");
    }

    @Test
    void aFailedJobIsNoSuccess() throws Exception {
        gateway.answer(200, sse(1, new TrainingEvent.Failed("j", "m", Instant.EPOCH, "nan", "diverged")));

        assertThat(client.events("j").follow(event -> {})).isFalse();
    }

    @Test
    void eventsOfAnUnknownJobAreRefused() {
        gateway.answer(404, "{\"detail\":\"no job x is known\"}");

        assertThatThrownBy(() -> client.events("x").follow(event -> {})).hasMessageContaining("no job x is known");
    }

    private static String sse(int id, TrainingEvent event) {
        return "id: " + id + "\nevent: e\ndata: " + new String(Json.bytes(event), StandardCharsets.UTF_8) + "\n\n";
    }

    private static org.assertj.core.api.ObjectAssert<Kind> assertThatKindOf(ThrowingCallable call) {
        GatewayException failure = org.assertj.core.api.Assertions.catchThrowableOfType(GatewayException.class, call);
        return assertThat(failure)
                .isNotNull()
                .extracting(GatewayException::kind, org.assertj.core.api.InstanceOfAssertFactories.type(Kind.class));
    }
}
