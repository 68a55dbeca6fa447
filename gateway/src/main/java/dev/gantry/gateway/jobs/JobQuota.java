package dev.gantry.gateway.jobs;

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
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    JobQuota(JobDesk desk, VisibleJobs jobs, Callers callers, Quotas quotas, CurrentVertxRequest request) {
        this.desk = desk;
        this.jobs = jobs;
        this.callers = callers;
        this.quotas = quotas;
        this.request = request;
    }

    /**
     * As {@link JobDesk#submit}, one request of a tenant after the other so that none slips by.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code too-many-requests}, too
     */
    JobDesk.Submission submit(TrainingRequest wanted, Optional<String> traceparent) {
        Caller caller = callers.current();
        if (caller.tenant().isEmpty() || caller.limits().jobsAtOnce().isEmpty()) {
            return desk.submit(wanted, traceparent);
        }
        String tenant = caller.tenant().get();
        int limit = caller.limits().jobsAtOnce().getAsInt();
        synchronized (locks.computeIfAbsent(tenant, name -> new Object())) {
            if (!desk.knows(wanted) && jobs.unfinished() >= limit) {
                throw quotas.refuse(
                                request.getCurrent(),
                                tenant,
                                new Exhausted("jobsAtOnce", limit, "when a job has ended; try again in", NEXT_TRY))
                        .asException();
            }
            return desk.submit(wanted, traceparent);
        }
    }
}
