package dev.gantry.service.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.signing.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Target TARGET = new Target("detector", "POST", "/v1/detections");
    private static final Call ACME =
            new Call("robot", Optional.of("acme"), new Reach(List.of("acme-"), List.of("s3://gantry/data/acme/")));

    private final SigningKey key = SigningKey.generate();

    @Test
    void tokenSaysWhatWasSigned() {
        Call operator = new Call("operator", Optional.empty(), Reach.EVERYTHING);
        Call poor = new Call("poor", Optional.of("poor"), new Reach(List.of(), List.of()));

        for (Call call : List.of(ACME, operator, poor)) {
            assertThat(CallTokens.verify(key.trusted(), CallTokens.sign(key, call, TARGET, NOW), TARGET, NOW))
                    .isEqualTo(call);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "30, true", "36, false", "-10, false", "3600, false"})
    void tokenHoldsForHalfAMinute(long secondsLater, boolean good) {
        String token = CallTokens.sign(key, ACME, TARGET, NOW);

        if (good) {
            assertThat(CallTokens.verify(key.trusted(), token, TARGET, NOW.plusSeconds(secondsLater)))
                    .isEqualTo(ACME);
        } else {
            refused(key.trusted(), token, TARGET, NOW.plusSeconds(secondsLater));
        }
    }

    @Test
    void tokenIsOfOneRequestAlone() {
        String token = CallTokens.sign(key, ACME, TARGET, NOW);

        refused(key.trusted(), token, new Target("inference", "POST", "/v1/detections"), NOW);
        refused(key.trusted(), token, new Target("detector", "GET", "/v1/detections"), NOW);
        refused(key.trusted(), token, new Target("detector", "POST", "/v1/detections/frames"), NOW);
    }

    @Test
    void tokenOfAForeignKeyIsRefusedAndOneOfAnyTrustedKeyIsNot() {
        SigningKey next = SigningKey.generate();
        TrustedKeys both = TrustedKeys.parse(List.of(key.publicPem(), next.publicPem()));

        refused(key.trusted(), CallTokens.sign(next, ACME, TARGET, NOW), TARGET, NOW);
        assertThat(CallTokens.verify(both, CallTokens.sign(next, ACME, TARGET, NOW), TARGET, NOW))
                .isEqualTo(ACME);
    }

    @Test
    void changedUnsignedAndGarbledTokensAreRefused() {
        String[] parts = CallTokens.sign(key, ACME, TARGET, NOW).split("\\.", 3);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String wider = encoded(payload.replace("acme-", ""));

        assertThat(header).contains("EdDSA").contains("gantry-call+jwt");
        refused(key.trusted(), parts[0] + "." + wider + "." + parts[2], TARGET, NOW);
        refused(
                key.trusted(),
                encoded("{\"alg\":\"none\",\"typ\":\"gantry-call+jwt\"}") + "." + wider + ".",
                TARGET,
                NOW);
        refused(
                key.trusted(),
                encoded(header.replace("gantry-call+jwt", "JWT")) + "." + parts[1] + "." + parts[2],
                TARGET,
                NOW);
        refused(key.trusted(), parts[0] + "." + parts[1], TARGET, NOW);
        refused(key.trusted(), "", TARGET, NOW);
    }

    private static void refused(TrustedKeys keys, String token, Target target, Instant now) {
        assertThatThrownBy(() -> CallTokens.verify(keys, token, target, now))
                .hasMessageContaining(Call.HEADER)
                .hasMessageNotContaining("acme");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
