package dev.gantry.gateway.oidc;

import dev.gantry.contracts.Failure;
import io.prometheus.metrics.core.metrics.Counter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, asked for when a token needs them: again after {@link #FRESH}, so that a withdrawn key is not trusted for
 * longer, or sooner for a token by an unknown key. Whatever tokens come, one question at a time is asked and they are
 * {@link #APART}. While the issuer is away, what it showed last is good for {@link #KEPT}, and for {@link #REST} after a question
 * that failed nobody waits for the next one but tokens by an unknown key.
 */
final class IssuerKeys {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration APART = Duration.ofSeconds(5);
    static final Duration REST = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final Supplier<Uni<List<JsonWebKey>>> issuer;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Counter questions;
    private @Nullable Shown shown;
    private @Nullable Uni<Shown> question;
    private @Nullable Duration asked;
    private @Nullable Duration failed;

    private record Shown(List<JsonWebKey> keys, Duration at) {}

    /**
     * @param nanoTime  runs on evenly, as {@link System#nanoTime} does
     * @param questions by their result
     */
    IssuerKeys(Supplier<Uni<List<JsonWebKey>>> issuer, LongSupplier nanoTime, Counter questions) {
        this.issuer = issuer;
        this.nanoTime = nanoTime;
        this.questions = questions;
        startNanos = nanoTime.getAsLong();
    }

    /** Fails with a {@link dev.gantry.contracts.GantryException} that can be retried if the issuer has been away for too long. */
    synchronized Uni<List<JsonWebKey>> current() {
        Shown known = shown;
        if (known != null && within(FRESH, known.at())) {
            return Uni.createFrom().item(known.keys());
        }
        if (known != null && within(KEPT, known.at()) && within(REST, failed)) {
            askIfDue();
            return Uni.createFrom().item(known.keys());
        }
        return newer();
    }

    /** The same, with keys that have been added, unless the issuer was asked just now. */
    synchronized Uni<List<JsonWebKey>> newer() {
        askIfDue();
        Uni<?> answered = question == null ? Uni.createFrom().nullItem() : question;
        return answered.onItemOrFailure().transformToUni((item, failure) -> last());
    }

    private void askIfDue() {
        if (question == null && !within(APART, asked)) {
            ask();
        }
    }

    private void ask() {
        asked = now();
        Uni<Shown> asking = issuer.get()
                .map(keys -> new Shown(keys, now()))
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
            failed = null;
            questions.labelValues("ok").inc();
        } else {
            failed = now();
            questions.labelValues("failed").inc();
            LOG.warnf("event=issuer-failed reason=\"%s\"", failure == null ? "" : failure.getMessage());
        }
    }

    private synchronized Uni<List<JsonWebKey>> last() {
        Shown known = shown;
        return known != null && within(KEPT, known.at())
                ? Uni.createFrom().item(known.keys())
                : Uni.createFrom()
                        .failure(new Failure.Retryable(
                                        "issuer-unavailable",
                                        "the issuer of tokens does not show its keys at the moment; API keys are accepted")
                                .asException());
    }

    private boolean within(Duration age, @Nullable Duration since) {
        return since != null && now().minus(since).compareTo(age) < 0;
    }

    private Duration now() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }
}
