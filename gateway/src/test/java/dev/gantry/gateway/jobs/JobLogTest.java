package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.training.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobLogTest {
    private static final String JOB = "job-1";

    private final JobLog log = new JobLog(JOB);

    @Test
    void longJobKeepsItsShapeInBoundedMemory() {
        log.told(new NumberedEvent(0, Told.accepted(JOB, 1, 0)));
        int ticks = 10 * JobLog.MAX_EVENTS;
        for (int tick = 1; tick <= ticks; tick++) {
            log.told(new NumberedEvent(2L * tick, Told.progress(JOB, tick, tick)));
            if (tick % 1000 == 0) {
                log.told(new NumberedEvent(2L * tick + 1, Told.published(JOB, tick / 1000, tick, tick)));
            }
        }

        JobView job = log.view();
        assertThat(log.eventsAfter(JobLog.BEFORE_ALL)).hasSizeLessThanOrEqualTo(JobLog.MAX_EVENTS);
        assertThat(job.versions()).hasSize(ticks / 1000);
        assertThat(job.attempt()).hasValue(1);
        assertThat(job.progress()).get().extracting(JobView.Progress::step).isEqualTo((long) ticks);
        assertThat(job.curves())
                .hasSizeGreaterThan(JobLog.MAX_EVENTS / 3)
                .extracting(JobView.Point::step)
                .isSorted()
                .startsWith(1L)
                .endsWith((long) ticks);
    }

    @Test
    void workInProgressIsForgottenOnceThereIsNews() {
        log.told(new NumberedEvent(1, Told.accepted(JOB, 1, 0)));
        for (int percent = 0; percent <= 100; percent++) {
            log.told(new NumberedEvent(2 + percent, Told.working(JOB, "fitting-detector", percent, 100, percent)));
        }
        log.told(new NumberedEvent(200, Told.published(JOB, 1, 40_000, 200)));

        assertThat(log.eventsAfter(JobLog.BEFORE_ALL))
                .extracting(NumberedEvent::number)
                .containsExactly(1L, 200L);
    }

    @Test
    void manyMeasurementsAreThinnedButThoseOfVersions() {
        log.told(new NumberedEvent(0, Told.accepted(JOB, 1, 0)));
        int measurements = 4 * JobLog.MAX_EVENTS;
        for (int i = 1; i <= measurements; i++) {
            log.told(new NumberedEvent(2L * i, Told.measured(JOB, i, i == 1024 ? 1 : 9, i)));
            if (i % 512 == 0) {
                log.told(new NumberedEvent(2L * i + 1, Told.published(JOB, i / 512, i, i)));
            }
        }

        assertThat(log.eventsAfter(JobLog.BEFORE_ALL)).hasSizeLessThanOrEqualTo(JobLog.MAX_EVENTS);
        assertThat(log.view().best()).hasValue(2);
    }

    @Test
    void redeliveredEventChangesNothingAndIsNotToldAgain() {
        List<NumberedEvent> heard = new ArrayList<>();
        log.subscribe(JobLog.BEFORE_ALL, heard::add);
        NumberedEvent accepted = new NumberedEvent(7, Told.accepted(JOB, 1, 0));
        log.told(accepted);
        log.told(accepted);

        assertThat(heard).containsExactly(accepted);
        assertThat(log.eventsAfter(JobLog.BEFORE_ALL)).containsExactly(accepted);
    }

    @Test
    void subscriberHearsWhatItMissedThenWhatIsNew() {
        log.told(new NumberedEvent(3, Told.accepted(JOB, 1, 0)));
        log.told(new NumberedEvent(5, Told.progress(JOB, 10, 1)));
        List<Long> heard = new ArrayList<>();
        Runnable unsubscribe = log.subscribe(3, event -> heard.add(event.number()));
        log.told(new NumberedEvent(9, Told.progress(JOB, 20, 2)));
        unsubscribe.run();
        log.told(new NumberedEvent(11, Told.progress(JOB, 30, 3)));

        assertThat(heard).containsExactly(5L, 9L);
    }

    @Test
    void refusedRequestEndsTheJobWithItsCause() {
        TrainingEvent.Failed refusal = Told.failed(JOB, "invalid-request", 2);
        List<TrainingEvent> heard = new ArrayList<>();
        log.subscribe(JobLog.BEFORE_ALL, event -> heard.add(event.event()));
        log.deadLettered(refusal);

        assertThat(log.view().state()).isEqualTo(JobState.FAILED);
        assertThat(log.view().trouble()).contains(new JobView.Trouble("invalid-request", "because invalid-request"));
        assertThat(heard).containsExactly(refusal);
        assertThat(log.eventsAfter(JobLog.BEFORE_ALL))
                .extracting(NumberedEvent::event)
                .containsExactly(refusal);
    }

    @Test
    void malformedDuplicateDoesNotEndAJobThatATrainerHasTaken() {
        log.deadLettered(Told.failed(JOB, "invalid-request", 50));
        log.told(new NumberedEvent(1, Told.accepted(JOB, 1, 1)));
        log.told(new NumberedEvent(2, Told.progress(JOB, 10, 2)));

        assertThat(log.view().state()).isEqualTo(JobState.RUNNING);
        assertThat(log.eventsAfter(JobLog.BEFORE_ALL))
                .extracting(NumberedEvent::number)
                .containsExactly(1L, 2L);
    }

    @Test
    void firstSubmissionStands() {
        log.submitted(Told.request(JOB), Told.second(0));
        log.submitted(Told.request("other"), Told.second(9));
        assertThat(log.view().request()).contains(Told.request(JOB));
        assertThat(log.view().submittedAt()).isEqualTo(Told.second(0));
    }
}
