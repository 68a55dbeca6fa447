package dev.gantry.gateway.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.oidc.TestIssuer;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class CallRoutesTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    /** Given by the {@link GatewayEnvironment}. */
    @SuppressWarnings("NullAway.Init")
    TestIssuer issuer;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", RestAssured.port)
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer " + GatewayEnvironment.KEY, "x-api-key, " + GatewayEnvironment.OTHER_KEY})
    void callWithAKeyIsPassedOn(String header, String value) {
        assertThat(call(with(header, value))).isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer wrong-key-wrong-key", "x-api-key, wrong-key-wrong-key", "x-other, none"})
    void callWithoutAKeyIsUnauthenticated(String header, String value) {
        Status told = catchThrowableOfType(StatusRuntimeException.class, () -> call(with(header, value)))
                .getStatus();
        assertThat(told.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(told.getDescription()).startsWith("an API key or a token is needed");
    }

    @Test
    void callWithATokenIsPassedOnIfItHolds() {
        String token = issuer.token(Map.of("gantry_tenant", "all-tenants", "scope", "gantry:sample"));
        assertThat(call(with("authorization", "Bearer " + token))).isEqualTo(MESSAGE);

        Status told = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> call(with("authorization", "Bearer " + issuer.forged(true))))
                .getStatus();
        assertThat(told.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(told.getDescription()).isEqualTo("the token is not accepted: its signature is wrong");
    }

    @Test
    void callWithoutTheScopeIsDenied() {
        Status told = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> call(with("x-api-key", GatewayEnvironment.ACME_VISITOR_KEY)))
                .getStatus();
        assertThat(told.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(told.getDescription()).isEqualTo("this needs the scope sample, which acme-visitor lacks");
    }

    @Test
    void refusedCallsLeaveTheConnectionToOthers() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> call(with("x-api-key", GatewayEnvironment.ACME_VISITOR_KEY)))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("PERMISSION_DENIED");
        }
        assertThat(call(with("x-api-key", GatewayEnvironment.OTHER_KEY))).isEqualTo(MESSAGE);
    }

    @Test
    void overRestAMissingKeyIsStillAnHttpStatus() {
        RestAssured.given()
                .contentType("application/grpc")
                .post("/inference.GRPCInferenceService/ModelInfer")
                .then()
                .statusCode(401);
    }

    private static byte[] call(Channel channel) {
        return ByteCalls.call(channel, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), MESSAGE);
    }

    private Channel with(String header, String value) {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    }
}
