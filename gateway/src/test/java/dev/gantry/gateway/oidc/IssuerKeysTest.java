package dev.gantry.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import io.prometheus.metrics.core.metrics.Counter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctJwkGenerator;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final List<JsonWebKey> FIRST = List.of(OctJwkGenerator.generateJwk(256));
    private static final List<JsonWebKey> SECOND = List.of(OctJwkGenerator.generateJwk(256));

    private final Counter questions =
            Counter.builder().name("questions").labelNames("result").build();
    private final List<UniEmitter<? super List<JsonWebKey>>> asked = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1; // as System.nanoTime may
    private final IssuerKeys keys = new IssuerKeys(() -> Uni.createFrom().emitter(asked::add), () -> nanos, questions);

    @Test
    void whoeverComesMeanwhileWaitsForTheOneQuestion() {
        List<List<JsonWebKey>> answers = new ArrayList<>();
        keys.current().subscribe().with(answers::add);
        keys.current().subscribe().with(answers::add);
        keys.newer().subscribe().with(answers::add);
        assertThat(asked).hasSize(1);
        assertThat(answers).isEmpty();

        answer(FIRST);
        assertThat(answers).containsExactly(FIRST, FIRST, FIRST);
    }

    @Test
    void knownKeysAreNotAskedForUntilTheyAreOld() {
        learn(FIRST);

        pass(IssuerKeys.FRESH.minusMillis(1));
        assertThat(now(keys.current())).isEqualTo(FIRST);
        assertThat(asked).hasSize(1);

        pass(Duration.ofMillis(1));
        keys.current().subscribe().with(known -> {});
        answer(SECOND);
        assertThat(now(keys.current())).isEqualTo(SECOND);
    }

    @Test
    void unknownKeysAreAskedForButNotAgainAtOnce() {
        learn(FIRST);

        for (int i = 0; i < 1_000; i++) {
            assertThat(now(keys.newer())).isEqualTo(FIRST);
        }
        assertThat(asked).hasSize(1);

        pass(IssuerKeys.APART);
        keys.newer().subscribe().with(known -> {});
        for (int i = 0; i < 1_000; i++) {
            keys.newer().subscribe().with(known -> {});
            assertThat(now(keys.current())).isEqualTo(FIRST);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void whileTheIssuerIsAwayItsLastKeysAreGoodForAWhile() {
        learn(FIRST);

        pass(IssuerKeys.KEPT.minusMillis(1));
        keys.current().subscribe().with(known -> {});
        refuse();
        assertThat(now(keys.current())).isEqualTo(FIRST);

        pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> now(keys.current()))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("issuer-unavailable");
        assertThat(questions.labelValues("failed").get()).isEqualTo(1);
    }

    @Test
    void anIssuerThatHasNeverAnsweredIsNotAskedWithoutEnd() {
        keys.current().subscribe().with(known -> {}, failure -> {});
        refuse();

        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> now(keys.current())).hasMessageContaining("issuer-unavailable");
        }
        assertThat(asked).hasSize(1);

        pass(IssuerKeys.APART);
        learn(FIRST);
        assertThat(now(keys.current())).isEqualTo(FIRST);
    }

    @Test
    void whileTheIssuerHangsOnlyTokensByAnUnknownKeyWait() {
        learn(FIRST);
        pass(IssuerKeys.FRESH);
        keys.current().subscribe().with(known -> {});
        refuse();

        pass(IssuerKeys.APART);
        assertThat(now(keys.current())).isEqualTo(FIRST);
        assertThat(asked).hasSize(3);
        List<List<JsonWebKey>> answers = new ArrayList<>();
        keys.newer().subscribe().with(answers::add);
        assertThat(now(keys.current())).isEqualTo(FIRST);
        assertThat(answers).isEmpty();

        answer(SECOND);
        assertThat(answers).containsExactly(SECOND);
        assertThat(now(keys.current())).isEqualTo(SECOND);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aFailureOfLongAgoIsNoReasonToTrustOldKeysUnasked() {
        learn(FIRST);
        pass(IssuerKeys.FRESH);
        keys.current().subscribe().with(known -> {});
        refuse();

        pass(IssuerKeys.REST);
        List<List<JsonWebKey>> answers = new ArrayList<>();
        keys.current().subscribe().with(answers::add);
        assertThat(answers).isEmpty();
        answer(SECOND);
        assertThat(answers).containsExactly(SECOND);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void learn(List<JsonWebKey> shown) {
        keys.current().subscribe().with(known -> {});
        answer(shown);
    }

    private void answer(List<JsonWebKey> shown) {
        asked.get(asked.size() - 1).complete(shown);
    }

    private void refuse() {
        asked.get(asked.size() - 1).fail(new IOException("refused by the test"));
    }

    private static List<JsonWebKey> now(Uni<List<JsonWebKey>> keys) {
        return keys.await().atMost(Duration.ofMillis(1));
    }
}
