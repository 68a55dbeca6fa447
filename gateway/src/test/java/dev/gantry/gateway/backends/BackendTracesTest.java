package dev.gantry.gateway.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.testkit.SpanReceiver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@GatewayTest
class BackendTracesTest {
    private @Nullable SpanReceiver collector;

    @Test
    void serviceIsAskedWithinTheSpanThatIsRecordedBelowTheRequestsOwn() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String within = Api.authorized()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .body("{}")
                .post("/v1/models/traced/samples")
                .then()
                .statusCode(200)
                .extract()
                .header("X-Asked-Within");

        SpanReceiver spans = Objects.requireNonNull(collector);
        SpanReceiver.Received served = spans.await(
                span -> span.kind().equals("SERVER") && span.traceId().equals(trace));
        SpanReceiver.Received asking = spans.await(
                span -> span.kind().equals("CLIENT") && span.traceId().equals(trace));
        assertThat(served.service()).isEqualTo("gateway");
        assertThat(served.parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(asking.name()).isEqualTo("POST inference");
        assertThat(asking.parent()).isEqualTo(served.id());
        assertThat(within).isEqualTo("00-" + trace + "-" + asking.id() + "-01");
    }
}
