package dev.gantry.gateway.jobs;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All known jobs. Fed by the topics' followers and by this gateway's own submissions; read by the HTTP face.
 *
 * <p>At most {@code maxJobs} are kept: beyond, the job not heard of for longest goes, ended ones first.
 */
final class JobBoard {
    private static final Comparator<JobView> NEWEST_FIRST = Comparator.comparing(JobView::submittedAt)
            .thenComparing(JobView::jobId)
            .reversed();
    private static final Comparator<JobView> ENDED_THEN_OLDEST_FIRST =
            Comparator.comparing((JobView job) -> !job.state().ended()).thenComparing(JobView::updatedAt);

    private final Map<String, JobLog> jobs = new ConcurrentHashMap<>();
    private final int maxJobs;

    JobBoard(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** A request was put on the topic under this job id. */
    void submitted(String jobId, TrainingRequest request, Instant at) {
        log(jobId).submitted(request, at);
        makeRoom();
    }

    void cancelRequested(String jobId) {
        log(jobId).cancelRequested();
    }

    void told(NumberedEvent event) {
        log(event.event().jobId()).told(event);
        makeRoom();
    }

    void deadLettered(TrainingEvent.Failed failure) {
        log(failure.jobId()).deadLettered(failure);
        makeRoom();
    }

    Optional<JobView> job(String jobId) {
        return Optional.ofNullable(jobs.get(jobId)).map(JobLog::view);
    }

    /** Summaries, newest first. */
    List<JobView> list(Predicate<JobView> wanted, int limit) {
        return jobs.values().stream()
                .map(JobLog::view)
                .filter(wanted)
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .map(JobView::summary)
                .toList();
    }

    /** How many jobs are in each state, those without any included. */
    Map<JobState, Long> countByState() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
        jobs.values().forEach(job -> counts.merge(job.view().state(), 1L, Long::sum));
        return counts;
    }

    /** Hears a known job's events above {@code after}, then each new one, until the returned action is run. */
    Optional<Runnable> subscribe(String jobId, long after, Consumer<NumberedEvent> listener) {
        return Optional.ofNullable(jobs.get(jobId)).map(log -> log.subscribe(after, listener));
    }

    /** The kept events of a known job above {@code after}. */
    List<NumberedEvent> eventsAfter(String jobId, long after) {
        return Optional.ofNullable(jobs.get(jobId))
                .map(log -> log.eventsAfter(after))
                .orElse(List.of());
    }

    private JobLog log(String jobId) {
        return jobs.computeIfAbsent(jobId, JobLog::new);
    }

    private void makeRoom() {
        if (jobs.size() > maxJobs) {
            jobs.values().stream()
                    .map(JobLog::view)
                    .min(ENDED_THEN_OLDEST_FIRST)
                    .ifPresent(job -> jobs.remove(job.jobId()));
        }
    }
}
