package dev.gantry.gateway.backends;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.gantry.contracts.access.AccessDocument.Limits;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Reach;
import dev.gantry.service.callers.Target;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** For whom requests are passed on, and whose answers are. */
class BackendTokensTest {
    private static final Caller ACME = new Caller(
            "robot",
            Optional.of("acme"),
            Set.of(),
            Optional.empty(),
            new Reach(List.of("acme-"), List.of("s3://gantry/data/acme/")),
            Limits.NONE);

    @RegisterExtension
    final StagedService service = new StagedService();

    @Test
    void requestCarriesASignedTokenOfItsCaller() throws Exception {
        SigningKey key = SigningKey.generate();
        String gateway = service.gateway(ACME, Optional.of(key));
        AtomicReference<String> token = new AtomicReference<>();
        service.does(exchange -> {
            token.set(exchange.getRequestHeaders().getFirst(Call.HEADER));
            exchange.getResponseHeaders().add(Call.TENANT_HEADER, "acme");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        given().header(Call.HEADER, "a client's own")
                .post(gateway + "/v1/detections?model=acme-hats")
                .then()
                .statusCode(200);
        assertThat(CallTokens.verify(
                        key.trusted(),
                        Objects.requireNonNull(token.get()),
                        new Target("detector", "POST", "/v1/detections"),
                        Instant.now()))
                .isEqualTo(new Call("robot", Optional.of("acme"), ACME.reach()));
    }

    @Test
    void withoutAKeyToSignByNothingOfATenantsIsPassedOn() throws Exception {
        String gateway = service.gateway(ACME, Optional.empty());
        service.does(exchange -> {
            throw new AssertionError("the service was asked");
        });

        given().post(gateway + "/v1/detections")
                .then()
                .statusCode(403)
                .body("detail", containsString("gantry.gateway.caller-key"));
    }

    @Test
    void answerThatWasNotHeldToTheTenantIsNotPassedOn() throws Exception {
        String gateway = service.gateway(ACME, Optional.of(SigningKey.generate()));
        service.does(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(Api.utf8("everybody's"));
            exchange.close();
        });

        String answer = given().post(gateway + "/v1/detections")
                .then()
                .statusCode(502)
                .extract()
                .asString();
        assertThat(answer).doesNotContain("everybody's");
    }

    @Test
    void refusedTokenIsNoConcernOfTheClients() {
        service.does(exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });

        given().post(service.gateway() + "/v1/detections").then().statusCode(502);
    }
}
