package dev.gantry.gateway.oidc;

import dev.gantry.contracts.Failure;
import io.prometheus.metrics.core.metrics.Counter;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, asked for when a token needs them: again after {@link #FRESH}, so that a withdrawn key is not trusted for
 * longer, or sooner for a token by an unknown key. Whatever tokens come, one question at a time is asked and they are
 * {@link #APART}. While the issuer is away, what it showed last is good for {@link #KEPT}.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration APART = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final Supplier<Uni<List<JsonWebKey>>> issuer;
    private final Clock clock;
    private final Counter questions;
    private @Nullable Shown shown;
    private @Nullable Uni<Shown> question;
    private Instant asked = Instant.MIN;

    private record Shown(List<JsonWebKey> keys, Instant at) {
        boolean within(Duration age, Instant now) {
            return now.isBefore(at.plus(age));
        }
    }

    /** @param questions by their result */
    IssuerKeys(Supplier<Uni<List<JsonWebKey>>> issuer, Clock clock, Counter questions) {
        this.issuer = issuer;
        this.clock = clock;
        this.questions = questions;
    }

    /** Fails with a {@link dev.gantry.contracts.GantryException} that can be retried if the issuer has been away for too long. */
    synchronized Uni<List<JsonWebKey>> current() {
        Shown known = shown;
        return known != null && known.within(FRESH, clock.instant())
                ? Uni.createFrom().item(known.keys())
                : newer();
    }

    /** The same, with keys that have been added, unless the issuer was asked just now. */
    synchronized Uni<List<JsonWebKey>> newer() {
        if (question == null && !clock.instant().isBefore(asked.plus(APART))) {
            ask();
        }
        Uni<?> answered = question == null ? Uni.createFrom().nullItem() : question;
        return answered.onItemOrFailure().transformToUni((item, failure) -> last());
    }

    private void ask() {
        asked = clock.instant();
        Uni<Shown> asking = issuer.get()
                .map(keys -> new Shown(keys, clock.instant()))
                .onItemOrFailure()
                .invoke(this::answered)
                .memoize()
                .indefinitely();
        question = asking;
        asking.subscribe().with(keys -> {}, failure -> {});
    }

    private synchronized void answered(@Nullable Shown keys, @Nullable Throwable failure) {
        question = null;
        if (keys != null) {
            shown = keys;
            questions.labelValues("ok").inc();
        } else {
            questions.labelValues("failed").inc();
            LOG.warnf("event=issuer-failed reason=\"%s\"", failure == null ? "" : failure.getMessage());
        }
    }

    private synchronized Uni<List<JsonWebKey>> last() {
        Shown known = shown;
        return known != null && known.within(KEPT, clock.instant())
                ? Uni.createFrom().item(known.keys())
                : Uni.createFrom()
                        .failure(new Failure.Retryable(
                                        "issuer-unavailable",
                                        "the issuer of tokens does not show its keys at the moment; API keys are accepted")
                                .asException());
    }
}
