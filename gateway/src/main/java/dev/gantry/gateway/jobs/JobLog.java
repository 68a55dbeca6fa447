package dev.gantry.gateway.jobs;

import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.contracts.training.TrainingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said about one job, kept in bounded memory, with those who listen to it.
 *
 * <p>What a job has said of work in progress goes when it says something new. When a job has told more than {@value #MAX_EVENTS}
 * events, every second progress event goes, and of measurements of which no version was published every second; all others
 * stay, so that the view is the same but for coarser curves.
 */
final class JobLog {
    static final int MAX_EVENTS = 512;
    /** Below every event's number. */
    static final long BEFORE_ALL = -1;

    private final String jobId;
    private final Set<Consumer<NumberedEvent>> listeners = new LinkedHashSet<>();
    private List<NumberedEvent> events = new ArrayList<>();
    private Optional<Submission> submission = Optional.empty();
    private Optional<TrainingEvent.Failed> deadLetter = Optional.empty();
    private boolean cancelRequested;
    private @Nullable JobView view;

    private record Submission(TrainingRequest request, Instant at) {}

    JobLog(String jobId) {
        this.jobId = jobId;
    }

    /** The first submission stands. */
    synchronized void submitted(TrainingRequest request, Instant at) {
        if (submission.isEmpty()) {
            submission = Optional.of(new Submission(request, at));
            view = null;
        }
    }

    synchronized void cancelRequested() {
        cancelRequested = true;
        view = null;
    }

    /** Ignores an event that is not newer than the last one: Kafka delivers at least once. */
    synchronized void told(NumberedEvent event) {
        if (event.number() < nextNumber()) {
            return;
        }
        if (!events.isEmpty() && events.get(events.size() - 1).event() instanceof TrainingEvent.Working) {
            events.remove(events.size() - 1);
        }
        events.add(event);
        if (events.size() > MAX_EVENTS) {
            events = thinned(events);
        }
        view = null;
        tell(event);
    }

    /** The request was refused. A job that a trainer has taken tells its own end, whatever else comes under its id. */
    synchronized void deadLettered(TrainingEvent.Failed failure) {
        if (deadLetter.isEmpty()) {
            deadLetter = Optional.of(failure);
            view = null;
            refusal().ifPresent(this::tell);
        }
    }

    synchronized JobView view() {
        JobView known = view;
        if (known == null) {
            JobFold fold = new JobFold(jobId);
            submission.ifPresent(first -> fold.submitted(first.request(), first.at()));
            if (cancelRequested) {
                fold.cancelRequested();
            }
            eventsAfter(BEFORE_ALL).forEach(fold::told);
            known = fold.view();
            view = known;
        }
        return known;
    }

    /** The kept events with a number above {@code after}, in order. */
    synchronized List<NumberedEvent> eventsAfter(long after) {
        return Stream.concat(events.stream(), refusal().stream())
                .filter(event -> event.number() > after)
                .toList();
    }

    /**
     * Hears the kept events above {@code after} at once, then each new one.
     *
     * @return ends the subscription
     */
    synchronized Runnable subscribe(long after, Consumer<NumberedEvent> listener) {
        eventsAfter(after).forEach(listener);
        listeners.add(listener);
        return () -> unsubscribe(listener);
    }

    private synchronized void unsubscribe(Consumer<NumberedEvent> listener) {
        listeners.remove(listener);
    }

    private Optional<NumberedEvent> refusal() {
        return deadLetter.filter(failure -> events.isEmpty()).map(failure -> new NumberedEvent(0, failure));
    }

    private void tell(NumberedEvent event) {
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    private long nextNumber() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).number() + 1;
    }

    private static List<NumberedEvent> thinned(List<NumberedEvent> events) {
        Set<Long> published = new HashSet<>();
        events.forEach(event -> {
            if (event.event() instanceof TrainingEvent.Published version) {
                published.add(version.step());
            }
        });
        List<NumberedEvent> kept = new ArrayList<>();
        boolean dropProgress = false;
        boolean dropMeasured = false;
        for (NumberedEvent event : events.subList(0, events.size() - 1)) {
            boolean keep = true;
            if (event.event() instanceof TrainingEvent.Progress) {
                keep = !dropProgress;
                dropProgress = keep;
            } else if (event.event() instanceof TrainingEvent.Measured measured
                    && !published.contains(measured.step())) {
                keep = !dropMeasured;
                dropMeasured = keep;
            }
            if (keep) {
                kept.add(event);
            }
        }
        kept.add(events.get(events.size() - 1));
        return kept;
    }
}
