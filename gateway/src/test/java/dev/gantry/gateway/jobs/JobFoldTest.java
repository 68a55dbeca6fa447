package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.training.TrainingEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobFoldTest {
    private static final String JOB = "job-1";

    @Test
    void submittedJobIsQueuedWithItsRequest() {
        JobView job = new JobFold(JOB).submitted(Told.request(JOB), Told.START).view();

        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.model()).contains(Told.MODEL);
        assertThat(job.request()).contains(Told.request(JOB));
        assertThat(job.submittedAt()).isEqualTo(Told.START);
        assertThat(job.attempt()).isEmpty();
        assertThat(job.progress()).isEmpty();
    }

    @Test
    void eventsAloneTellTheWholeJob() {
        JobView job = fold(
                Told.accepted(JOB, 1, 1),
                Told.progress(JOB, 5_000, 11),
                Told.published(JOB, 1, 40_000, 80),
                Told.progress(JOB, 100_000, 200));

        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.request()).contains(Told.request(JOB));
        assertThat(job.attempt()).hasValue(1);
        assertThat(job.trainer()).contains("trainer-1");
        assertThat(job.submittedAt()).isEqualTo(Told.second(1));
        assertThat(job.updatedAt()).isEqualTo(Told.second(200));
        assertThat(job.progress()).get().satisfies(progress -> {
            assertThat(progress.fraction()).isEqualTo(0.5);
            assertThat(progress.secondsLeft()).isEqualTo(200);
        });
        assertThat(job.versions()).containsExactly(new JobView.Version(1, 40_000, Told.second(80)));
        assertThat(job.curves()).extracting(JobView.Point::step).containsExactly(5_000L, 100_000L);
        assertThat(job.curves()).allMatch(JobView.Point::sampleGrid);
    }

    @Test
    void readDataIsTheLastAttempts() {
        JobView read = fold(Told.accepted(JOB, 1, 1), Told.dataRead(JOB, 800, "a.png", 2));
        JobView again = fold(Told.accepted(JOB, 1, 1), Told.dataRead(JOB, 800, "a.png", 2), Told.accepted(JOB, 2, 60));

        assertThat(read.data()).get().satisfies(data -> {
            assertThat(data.samples()).isEqualTo(800);
            assertThat(data.skippedFiles()).isEqualTo(1);
            assertThat(data.skipped())
                    .extracting(TrainingEvent.SkippedFile::file)
                    .containsExactly("a.png");
        });
        assertThat(again.data()).isEmpty();
    }

    @Test
    void theVersionWithTheLeastMeasuredDistanceIsBest() {
        JobView job = fold(
                Told.accepted(JOB, 1, 1),
                Told.measured(JOB, 10_000, 1, 20),
                Told.measured(JOB, 40_000, 9, 80),
                Told.published(JOB, 1, 40_000, 81),
                Told.measured(JOB, 80_000, 4, 160),
                Told.published(JOB, 2, 80_000, 161),
                Told.measured(JOB, 120_000, 5, 240),
                Told.published(JOB, 3, 120_000, 241));

        assertThat(job.best()).hasValue(2);
        assertThat(job.measurements())
                .extracting(JobView.Measurement::step)
                .containsExactly(10_000L, 40_000L, 80_000L, 120_000L);
    }

    @Test
    void aResumedAttemptMeasuresAgain() {
        JobView job = fold(
                Told.accepted(JOB, 1, 1),
                Told.measured(JOB, 10_000, 9, 20),
                Told.measured(JOB, 20_000, 5, 40),
                Told.accepted(JOB, 2, 50),
                Told.measured(JOB, 20_000, 5, 70));

        assertThat(job.measurements()).extracting(JobView.Measurement::step).containsExactly(10_000L, 20_000L);
    }

    @Test
    void workIsShownWhileItIsDoneAndWarningsStay() {
        TrainingEvent accepted = Told.accepted(JOB, 1, 1);
        TrainingEvent warned = Told.warned(JOB, "collapse", 5_000, 30);
        TrainingEvent working = Told.working(JOB, "fitting-detector", 35, 100, 40);

        assertThat(fold(accepted, warned, working).activity())
                .contains(new JobView.Activity("fitting-detector", 35, 100, Told.second(40)));
        assertThat(fold(accepted, warned, working, Told.progress(JOB, 6_000, 50))
                        .activity())
                .isEmpty();
        assertThat(fold(accepted, working, Told.working(JOB, "fitting-detector", 100, 100, 50))
                        .activity())
                .isEmpty();
        assertThat(fold(accepted, warned, working, Told.completed(JOB, 1, 60)).warnings())
                .extracting(JobView.Warning::kind)
                .containsExactly("collapse");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(Told.completed(JOB, 5, 400), JobState.COMPLETED),
                Arguments.of(Told.failed(JOB, "bad-data", 9), JobState.FAILED),
                Arguments.of(Told.cancelled(JOB, 700, 9), JobState.CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void firstEndStandsWhateverALateTrainerSays(TrainingEvent end, JobState expected) {
        JobView job = fold(
                Told.accepted(JOB, 1, 1),
                end,
                Told.progress(JOB, 900, 500),
                Told.retrying(JOB, 2, 501),
                Told.completed(JOB, 9, 502),
                Told.failed(JOB, "late", 503),
                Told.published(JOB, 9, 900, 504));

        assertThat(job.state()).isEqualTo(expected);
        assertThat(job.outcome()).contains(end);
        assertThat(job.updatedAt()).isEqualTo(end.at());
        assertThat(job.versions()).isEmpty();
        assertThat(job.lastEventId()).hasValue(1);
    }

    @Test
    void retriedJobTellsItsTroubleUntilTheNextAttempt() {
        TrainingEvent[] first = {Told.accepted(JOB, 1, 1), Told.retrying(JOB, 1, 5)};
        assertThat(fold(first).state()).isEqualTo(JobState.RETRYING);
        assertThat(fold(first).trouble()).contains(new JobView.Trouble("store-away", "the store is away"));

        JobView again = fold(first[0], first[1], Told.accepted(JOB, 2, 9));
        assertThat(again.state()).isEqualTo(JobState.RUNNING);
        assertThat(again.attempt()).hasValue(2);
        assertThat(again.trouble()).isEmpty();
    }

    @Test
    void resumedAttemptReplacesTheCurveFromItsStepOn() {
        JobView job = fold(
                Told.accepted(JOB, 1, 1),
                Told.progress(JOB, 5_000, 10),
                Told.progress(JOB, 10_000, 20),
                Told.progress(JOB, 15_000, 30),
                Told.retrying(JOB, 1, 31),
                Told.accepted(JOB, 2, 40),
                Told.progress(JOB, 10_000, 50));

        assertThat(job.curves()).extracting(JobView.Point::step).containsExactly(5_000L, 10_000L);
        assertThat(job.curves().get(1).at()).isEqualTo(Told.second(50));
    }

    @Test
    void versionToldTwiceIsListedOnce() {
        JobView job = fold(Told.published(JOB, 1, 40_000, 80), Told.published(JOB, 1, 40_000, 90));
        assertThat(job.versions()).hasSize(1);
    }

    private static JobView fold(TrainingEvent... events) {
        JobFold fold = new JobFold(JOB);
        for (int i = 0; i < events.length; i++) {
            fold.told(new NumberedEvent(i, events[i]));
        }
        return fold.view();
    }
}
