package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.audit.AuditTrail;
import dev.gantry.gateway.auth.Callers;
import dev.gantry.service.callers.Reach;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The jobs that the caller may know of: those whose name belongs to it, and whose model does, too. */
@Singleton
final class VisibleJobs {
    private final JobBoard board;
    private final Callers callers;
    private final AuditTrail trail;

    VisibleJobs(JobBoard board, Callers callers, AuditTrail trail) {
        this.board = board;
        this.callers = callers;
        this.trail = trail;
    }

    /** @throws GantryException rejected, {@code not-found}, whether there is no such job or it is another's */
    JobView get(String jobId) {
        Reach reach = callers.current().reach();
        Optional<JobView> known = board.job(jobId);
        Optional<JobView> seen = known.filter(job -> visible(job, reach));
        if (known.isPresent() && seen.isEmpty()) {
            trail.current().refused(Failure.Rejected.NOT_FOUND);
        }
        return seen.orElseThrow(
                () -> new Failure.Rejected(Failure.Rejected.NOT_FOUND, "no job " + jobId + " is known").asException());
    }

    /** Summaries, newest first. */
    List<JobView> list(Optional<JobState> state, Optional<String> model, int limit) {
        Reach reach = callers.current().reach();
        return board.list(
                job -> visible(job, reach)
                        && (state.isEmpty() || state.get() == job.state())
                        && (model.isEmpty() || model.equals(job.model())),
                limit);
    }

    /** How many of them have not ended. */
    int unfinished() {
        Reach reach = callers.current().reach();
        return board.list(job -> visible(job, reach) && !job.state().ended(), Integer.MAX_VALUE)
                .size();
    }

    private static boolean visible(JobView job, Reach reach) {
        return reach.model(job.jobId())
                && job.model().filter(model -> !reach.model(model)).isEmpty();
    }
}
