package dev.gantry.gateway.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.gantry.gateway.Api;
import dev.gantry.gateway.GatewayEnvironment;
import dev.gantry.gateway.GatewayTest;
import dev.gantry.gateway.jobs.Eventually;
import dev.gantry.gateway.oidc.TestIssuer;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tokens of an issuer open. */
@GatewayTest
class TokenAccessTest {
    private static final String JOB =
            "{\"jobId\": \"%s\", \"model\": \"acme-hats\"," + " \"data\": {\"uri\": \"s3://gantry/data/acme/hats\"}}";

    /** Given by the {@link GatewayEnvironment}. */
    @SuppressWarnings("NullAway.Init")
    TestIssuer issuer;

    /** A token that must not be accepted, and why. */
    private enum Forgery {
        EXPIRED("it has expired"),
        ENDLESS("does not say when it expires"),
        OF_TOMORROW("not valid yet"),
        FOR_SOMEBODY_ELSE("another aud"),
        FOR_NOBODY("another aud"),
        OF_ANOTHER_ISSUER("another issuer"),
        OF_ANOTHER_KEY("a key that its issuer does not show"),
        OF_ANOTHER_KEY_OF_THAT_NAME("its signature is wrong"),
        CHANGED("its signature is wrong"),
        UNSIGNED("its signature must be"),
        BY_THE_PUBLIC_KEY("its signature must be"),
        FOR_LOGGING_OUT("its typ must be"),
        OF_A_SENDER("cnf"),
        NAMELESS("names nobody"),
        TOO_LONG("at most"),
        GARBLED("no signed JSON Web Token"),
        OF_NUMBERED_TYPE("no signed JSON Web Token"),
        OF_NUMBERED_ALGORITHM("no signed JSON Web Token"),
        OF_NUMBERED_KEY("no signed JSON Web Token");

        private final String words;

        Forgery(String words) {
            this.words = words;
        }

        String by(TestIssuer issuer) throws JOSEException {
            return switch (this) {
                case EXPIRED -> issuer.token(claims -> claims.expirationTime(in(-60)));
                case ENDLESS -> issuer.token(claims -> claims.expirationTime(null));
                case OF_TOMORROW -> issuer.token(claims -> claims.notBeforeTime(in(120)));
                case FOR_SOMEBODY_ELSE -> issuer.token(claims -> claims.audience("others"));
                case FOR_NOBODY -> issuer.token(claims -> claims.audience((String) null));
                case OF_ANOTHER_ISSUER -> issuer.token(claims -> claims.issuer(issuer.url() + "/"));
                case OF_ANOTHER_KEY -> issuer.forged(false);
                case OF_ANOTHER_KEY_OF_THAT_NAME -> issuer.forged(true);
                case CHANGED -> changed(issuer);
                case UNSIGNED -> new PlainJWT(issuer.claims().build()).serialize();
                case BY_THE_PUBLIC_KEY -> byThePublicKey(issuer);
                case FOR_LOGGING_OUT ->
                    issuer.token(claims -> {}, header -> header.type(new JOSEObjectType("logout+jwt")));
                case OF_A_SENDER -> issuer.token(claims -> claims.claim("cnf", Map.of("jkt", "x")));
                case NAMELESS -> issuer.token(claims -> claims.subject(null));
                case TOO_LONG -> issuer.token(claims -> claims.claim("groups", "x".repeat(6_200)));
                case GARBLED -> "some.thing.else";
                case OF_NUMBERED_TYPE -> withHeader("{\"alg\": \"RS256\", \"typ\": 5}", issuer);
                case OF_NUMBERED_ALGORITHM -> withHeader("{\"alg\": 5}", issuer);
                case OF_NUMBERED_KEY -> withHeader("{\"alg\": \"RS256\", \"kid\": 5}", issuer);
            };
        }

        /** What anybody can write who knows the issuer's name. */
        private static String withHeader(String header, TestIssuer issuer) {
            return Base64URL.encode(header) + "."
                    + Base64URL.encode(issuer.claims().build().toString()) + ".c2ln";
        }

        private static Date in(int seconds) {
            return Date.from(Instant.now().plusSeconds(seconds));
        }

        /** The claims of one under the signature of another. */
        private static String changed(TestIssuer issuer) {
            String[] own = issuer.token(claims -> {}).split("\\.", -1);
            String[] other = issuer.token(claims -> claims.subject("else")).split("\\.", -1);
            return own[0] + "." + other[1] + "." + own[2];
        }

        /** What is taken for true by whoever lets the token choose the algorithm. */
        private static String byThePublicKey(TestIssuer issuer) throws JOSEException {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(issuer.publicKey().getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, issuer.claims().build());
            token.sign(new MACSigner(issuer.publicKey().toRSAPublicKey().getEncoded()));
            return token.serialize();
        }
    }

    @Test
    void tokenWithTheScopeSubmitsAJobOfItsTenant() {
        String jobId = "acme-" + Api.uniqueName();
        String token = issuer.token(Map.of("gantry_tenant", "acme", "scope", "openid gantry:submit"));

        with(token)
                .contentType("application/json")
                .body(JOB.formatted(jobId))
                .post("/v1/jobs")
                .then()
                .statusCode(202);
        with(token)
                .get("/v1/jobs")
                .then()
                .statusCode(200)
                .body("jobs.jobId", hasItem(jobId))
                .body("jobs.jobId", everyItem(startsWith("acme-")));
    }

    @Test
    void tokenWithoutScopesLooksAtItsTenantsThingsAndNoMore() {
        String token = issuer.token(Map.of("gantry_tenant", "acme", "preferred_username", "eve"));

        with(token).get("/v1/jobs").then().statusCode(200);
        with(token).get("/v1/models/umbrella-hats").then().statusCode(404);
        with(token)
                .contentType("application/json")
                .body(JOB.formatted("acme-1"))
                .post("/v1/jobs")
                .then()
                .statusCode(403)
                .body("detail", equalTo("this needs the scope submit, which oidc:somebody lacks"));
    }

    @Test
    void subjectsThatDifferAreCallersThatDifferInHarmlessLetters() {
        String much = "x".repeat(200);
        List<String> told = Stream.of("eve\n\"x\"", "eve__x_", "eve%0A%22x%22", much + "1", much + "2")
                .map(subject -> with(issuer.token(claims -> claims.subject(subject)))
                        .contentType("application/json")
                        .body(JOB.formatted("acme-1"))
                        .post("/v1/jobs")
                        .jsonPath()
                        .getString("detail"))
                .toList();

        assertThat(told)
                .contains("this needs the scope submit, which oidc:eve%0A%22x%22 lacks")
                .doesNotHaveDuplicates()
                .allMatch(words -> words.matches(".* which oidc:[A-Za-z0-9@._+%~-]{1,100} lacks"));
    }

    @ParameterizedTest
    @CsvSource({
        "nobodys, the tenant nobodys in the token's claim gantry_tenant is not one of this gateway's",
        "'', the token names no tenant in its claim gantry_tenant"
    })
    void tokenOfNoTenantIsForbiddenWhateverItsScopes(String tenant, String words) {
        String token = issuer.token(Map.of("gantry_tenant", tenant, "scope", "gantry:administer"));

        with(token)
                .get("/v1/jobs")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("detail", equalTo(words));
    }

    @Test
    void operatorIsWhoeverTheSettingNamesWithTheScopesOfTheToken() {
        String token = issuer.token(Map.of("gantry_tenant", "all-tenants", "scope", List.of("gantry:sample")));

        with(token).get("/v1/models/nobodys").then().statusCode(404);
        with(token).post("/v1/models/umbrella-hats/samples").then().statusCode(200);
        with(token).post("/v1/models/umbrella-hats/rollback").then().statusCode(403);
    }

    @ParameterizedTest
    @EnumSource
    void anythingElseIsRefusedSayingWhyAndIsNotRepeated(Forgery forgery) throws JOSEException {
        String token = forgery.by(issuer);

        with(token)
                .get("/v1/jobs")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer realm=\"gantry\", error=\"invalid_token\", error_desc"))
                .body("code", equalTo("invalid-token"))
                .body("detail", containsString(forgery.words))
                .body(not(containsString(token.substring(0, 12))));
    }

    @Test
    void tokenIsNoApiKey() {
        String token = issuer.token(Map.of("gantry_tenant", "acme"));

        Api.with(token).get("/v1/jobs").then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void replacedKeyOfTheIssuerIsFollowedAndTheOldOneIsNotTrustedAnyMore() {
        String old = issuer.token(Map.of("gantry_tenant", "acme"));
        with(old).get("/v1/jobs").then().statusCode(200);

        issuer.replaceKey();
        String token = issuer.token(Map.of("gantry_tenant", "acme"));
        Eventually.holds(() -> with(token).get("/v1/jobs").statusCode() == 200);
        with(old).get("/v1/jobs").then().statusCode(401);
        Api.with(GatewayEnvironment.KEY).get("/v1/jobs").then().statusCode(200);
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
