package dev.gantry.gateway.jobs;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Turns what was said about one job, in order, into what is known of it. Once the job has ended, later events are a late
 * trainer's and change nothing.
 */
final class JobFold {
    private static final String DISTANCE = "frechet";

    private final String jobId;
    private Instant submittedAt = Instant.MAX;
    private Instant updatedAt = Instant.MIN;
    private JobState state = JobState.QUEUED;
    private OptionalLong lastEventId = OptionalLong.empty();
    private boolean cancelRequested;
    private Optional<String> model = Optional.empty();
    private Optional<TrainingRequest> request = Optional.empty();
    private Optional<TrainingEvent.Accepted> attempt = Optional.empty();
    private Optional<JobView.Data> data = Optional.empty();
    private Optional<TrainingEvent.Progress> tick = Optional.empty();
    private Optional<JobView.Activity> activity = Optional.empty();
    private Optional<JobView.Trouble> trouble = Optional.empty();
    private Optional<TrainingEvent> outcome = Optional.empty();
    private final List<JobView.Version> versions = new ArrayList<>();
    private final List<JobView.Point> curves = new ArrayList<>();
    private final List<JobView.Measurement> measurements = new ArrayList<>();
    private final List<JobView.Warning> warnings = new ArrayList<>();

    JobFold(String jobId) {
        this.jobId = jobId;
    }

    JobFold submitted(TrainingRequest submission, Instant at) {
        heard(submission.model(), at);
        request = Optional.of(submission);
        return this;
    }

    JobFold cancelRequested() {
        cancelRequested = true;
        return this;
    }

    JobFold told(NumberedEvent numbered) {
        if (outcome.isPresent()) {
            return this;
        }
        TrainingEvent event = numbered.event();
        lastEventId = OptionalLong.of(numbered.number());
        heard(event.model(), event.at());
        activity = Optional.empty();
        if (event instanceof TrainingEvent.Accepted accepted) {
            state = JobState.RUNNING;
            attempt = Optional.of(accepted);
            request = request.or(() -> Optional.of(accepted.request()));
            trouble = Optional.empty();
            data = Optional.empty();
        } else if (event instanceof TrainingEvent.DataRead read) {
            data = Optional.of(JobView.Data.of(read));
        } else if (event instanceof TrainingEvent.Progress progress) {
            state = JobState.RUNNING;
            tick = Optional.of(progress);
            // A resumed attempt begins again at its last saved step.
            curves.removeIf(point -> point.step() >= progress.step());
            curves.add(JobView.Point.of(progress));
        } else if (event instanceof TrainingEvent.Working working) {
            state = JobState.RUNNING;
            activity = Optional.of(JobView.Activity.of(working)).filter(doing -> doing.done() < doing.total());
        } else if (event instanceof TrainingEvent.Measured measured) {
            state = JobState.RUNNING;
            measurements.removeIf(earlier -> earlier.step() >= measured.step());
            measurements.add(JobView.Measurement.of(measured));
        } else if (event instanceof TrainingEvent.Warned warned) {
            warnings.add(JobView.Warning.of(warned));
        } else if (event instanceof TrainingEvent.Published published) {
            publish(published);
        } else if (event instanceof TrainingEvent.Retrying retrying) {
            state = JobState.RETRYING;
            trouble = Optional.of(new JobView.Trouble(retrying.code(), retrying.message()));
        } else if (event.terminal()) {
            end(event);
        }
        return this;
    }

    JobView view() {
        return new JobView(
                jobId,
                model,
                state,
                submittedAt,
                updatedAt,
                lastEventId,
                request,
                attempt.map(taken -> OptionalInt.of(taken.attempt())).orElse(OptionalInt.empty()),
                attempt.map(TrainingEvent.Accepted::trainer),
                attempt.map(TrainingEvent.Accepted::device),
                cancelRequested,
                data,
                tick.map(JobView.Progress::of),
                activity,
                versions,
                best(),
                warnings,
                trouble,
                outcome,
                curves,
                measurements);
    }

    /** The version with the least Fréchet distance among those that were measured as the last one was. */
    private OptionalInt best() {
        Map<Long, Integer> published = new HashMap<>();
        versions.forEach(version -> published.put(version.step(), version.version()));
        List<JobView.Measurement> ranked = measurements.stream()
                .filter(measured -> published.containsKey(measured.step())
                        && measured.metrics().containsKey(DISTANCE))
                .toList();
        return ranked.stream()
                .filter(measured ->
                        measured.features().equals(ranked.get(ranked.size() - 1).features()))
                .min(Comparator.comparingDouble(measured -> measured.metrics().getOrDefault(DISTANCE, Double.NaN)))
                .map(measured -> OptionalInt.of(published.getOrDefault(measured.step(), 0)))
                .orElse(OptionalInt.empty());
    }

    private void heard(String ofModel, Instant at) {
        if (!ofModel.isEmpty()) {
            model = Optional.of(ofModel);
        }
        submittedAt = at.isBefore(submittedAt) ? at : submittedAt;
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
    }

    private void publish(TrainingEvent.Published published) {
        if (versions.stream().noneMatch(known -> known.version() == published.version())) {
            versions.add(new JobView.Version(published.version(), published.step(), published.at()));
        }
    }

    private void end(TrainingEvent event) {
        outcome = Optional.of(event);
        if (event instanceof TrainingEvent.Failed failed) {
            state = JobState.FAILED;
            trouble = Optional.of(new JobView.Trouble(failed.code(), failed.message()));
        } else {
            state = event instanceof TrainingEvent.Completed ? JobState.COMPLETED : JobState.CANCELLED;
            trouble = Optional.empty();
        }
    }
}
