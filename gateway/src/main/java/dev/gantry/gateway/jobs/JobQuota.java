package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.auth.Callers;
import dev.gantry.gateway.auth.Exhausted;
import dev.gantry.gateway.auth.Quotas;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds tenants to how many jobs they may have at once. */
@Singleton
final class JobQuota {
    /** Nobody knows when a job ends. */
    private static final Duration NEXT_TRY = Duration.ofSeconds(30);

    private final JobDesk desk;
    private final VisibleJobs jobs;
    private final Callers callers;
    private final Quotas quotas;
    private final CurrentVertxRequest request;
    private final JobFollowers followers;
    /** Jobs that are being submitted, by tenant. */
    private final Map<String, Integer> underway = new ConcurrentHashMap<>();

    JobQuota(
            JobDesk desk,
            JobFollowers followers,
            VisibleJobs jobs,
            Callers callers,
            Quotas quotas,
            CurrentVertxRequest request) {
        this.desk = desk;
        this.followers = followers;
        this.jobs = jobs;
        this.callers = callers;
        this.quotas = quotas;
        this.request = request;
    }

    /**
     * As {@link JobDesk#submit}. Jobs that are being submitted count, so that none slips by.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code too-many-requests}, and retryable, {@code not-caught-up} after a
     *     start, too
     */
    JobDesk.Submission submit(TrainingRequest wanted, Optional<String> traceparent) {
        Caller caller = callers.current();
        if (caller.tenant().isEmpty() || caller.limits().jobsAtOnce().isEmpty()) {
            return desk.submit(wanted, traceparent);
        }
        String tenant = caller.tenant().get();
        int limit = caller.limits().jobsAtOnce().getAsInt();
        if (desk.knows(wanted)) {
            return desk.submit(wanted, traceparent);
        }
        begin(tenant, limit);
        try {
            return desk.submit(wanted, traceparent);
        } finally {
            underway.merge(tenant, -1, JobQuota::sumUnlessNone);
        }
    }

    /** Only counts under the lock: a submission may wait for Kafka for long. */
    private synchronized void begin(String tenant, int limit) {
        if (!followers.caughtUp()) {
            throw new Failure.Retryable(
                            "not-caught-up", "jobs from before the start are still being read: try again soon")
                    .asException();
        }
        if (jobs.unfinished() + underway.getOrDefault(tenant, 0) >= limit) {
            throw quotas.refuse(
                            request.getCurrent(),
                            tenant,
                            new Exhausted("jobsAtOnce", limit, "when a job has ended; try again in", NEXT_TRY))
                    .asException();
        }
        underway.merge(tenant, 1, Integer::sum);
    }

    private static @Nullable Integer sumUnlessNone(int before, int change) {
        return before + change == 0 ? null : before + change;
    }
}
