package dev.gantry.gateway.audit;

import dev.gantry.contracts.audit.AuditedRequest;
import dev.gantry.contracts.audit.AuditedRequest.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refusals by what they have in common, so that whoever is refused very often cannot fill the topic: the first is told at once, and
 * when the interval has passed those that followed, as one with their count. Kinds beyond the bound are counted together by caller
 * and code.
 */
final class Repeats {
    /** Instead of an action. */
    static final String SEVERAL = "several";

    private final Duration interval;
    private final int maxKinds;
    private final LongSupplier nanoTime;
    private final Map<Kind, Tally> tallies = new HashMap<>();

    /**
     * @param interval between the first of a kind and the event that counts the others
     * @param maxKinds that are told apart within it
     * @param nanoTime runs on evenly, as {@link System#nanoTime} does
     */
    Repeats(Duration interval, int maxKinds, LongSupplier nanoTime) {
        this.interval = interval;
        this.maxKinds = maxKinds;
        this.nanoTime = nanoTime;
    }

    private record Kind(
            Optional<String> caller,
            Optional<String> tenant,
            Optional<String> address,
            String action,
            Optional<String> code) {
        static Kind of(AuditedRequest refusal) {
            return new Kind(refusal.caller(), refusal.tenant(), refusal.address(), refusal.action(), refusal.code());
        }
    }

    private static final class Tally {
        private final long sinceNanos;
        private @Nullable AuditedRequest others;

        Tally(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        void add(AuditedRequest next) {
            others = others == null ? next : together(others, next);
        }
    }

    /** Takes a refusal in; gives what is to be told of it now, if it is the first of its kind. */
    synchronized Optional<AuditedRequest> first(AuditedRequest refusal) {
        AuditedRequest known = refusal;
        if (!tallies.containsKey(Kind.of(known)) && tallies.size() >= maxKinds) {
            known = crowded(refusal);
        }
        Tally tally = tallies.get(Kind.of(known));
        if (tally == null) {
            tallies.put(Kind.of(known), new Tally(nanoTime.getAsLong()));
            return Optional.of(known);
        }
        tally.add(known);
        return Optional.empty();
    }

    /** What is to be told of kinds whose interval has passed. */
    List<AuditedRequest> due() {
        return after(interval);
    }

    /** What has not been told of any kind. */
    List<AuditedRequest> rest() {
        return after(Duration.ZERO);
    }

    private synchronized List<AuditedRequest> after(Duration age) {
        long now = nanoTime.getAsLong();
        List<AuditedRequest> due = new ArrayList<>();
        for (Iterator<Tally> each = tallies.values().iterator(); each.hasNext(); ) {
            Tally tally = each.next();
            if (now - tally.sinceNanos >= age.toNanos()) {
                each.remove();
                if (tally.others != null) {
                    due.add(tally.others);
                }
            }
        }
        return due;
    }

    private static AuditedRequest crowded(AuditedRequest one) {
        return new AuditedRequest(
                one.at(),
                one.caller(),
                one.tenant(),
                Optional.empty(),
                SEVERAL,
                Target.NONE,
                one.outcome(),
                one.code(),
                one.status(),
                one.grpcStatus(),
                Optional.empty(),
                one.count());
    }

    private static AuditedRequest together(AuditedRequest before, AuditedRequest next) {
        return new AuditedRequest(
                next.at(),
                next.caller(),
                next.tenant(),
                next.address(),
                next.action(),
                common(before.target(), next.target()),
                next.outcome(),
                next.code(),
                next.status(),
                next.grpcStatus(),
                Optional.empty(),
                before.count() + next.count());
    }

    private static Target common(Target before, Target next) {
        return new Target(
                common(before.model(), next.model()),
                common(before.version(), next.version()),
                common(before.alias(), next.alias()),
                common(before.jobId(), next.jobId()),
                common(before.requestId(), next.requestId()));
    }

    private static Optional<String> common(Optional<String> before, Optional<String> next) {
        return before.equals(next) ? next : Optional.empty();
    }
}
