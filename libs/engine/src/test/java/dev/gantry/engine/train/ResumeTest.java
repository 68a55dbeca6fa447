package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateException;
import dev.gantry.engine.state.StateFormat;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Augmentation;
import dev.gantry.networks.recipe.Augmentation.Transform;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import dev.gantry.networks.recipe.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
    private static final int ROUNDS = 40;
    private static final int TICK_ROUNDS = 7;
    private static final int CHECKPOINT_ROUNDS = 10;

    private final TwoModeImages images = new TwoModeImages();

    /** Every recipe with stops around ticks (7, 14 …), around checkpoints (10, 20 …), and anywhere. */
    static Stream<Arguments> stops() {
        SplittableRandom random = new SplittableRandom(5);
        List<TrainingPlan> plans = List.of(
                plan(new AdversarialLoss.NonSaturating(), List.of(new Regularizer.R1(0.1, 4)), 1),
                plan(new AdversarialLoss.Hinge(), List.of(), 1),
                plan(
                        new AdversarialLoss.LeastSquares(),
                        List.of(new Regularizer.SpectralNorm()),
                        new Augmentation.Adaptive(EnumSet.allOf(Transform.class), 0.5, 0.6, 3000),
                        1),
                plan(new AdversarialLoss.Wasserstein(), List.of(new Regularizer.GradientPenalty(10, 1)), 3),
                plan(
                        new AdversarialLoss.Relativistic(),
                        List.of(
                                new Regularizer.R1(0.1, 1),
                                new Regularizer.R2(0.1, 16),
                                new Regularizer.WeightClipping(0.5)),
                        2));
        List<List<Integer>> fixed =
                List.of(List.of(1), List.of(6, 7, 8), List.of(9, 10, 11), List.of(13, 14, 20, 21), List.of(39));
        return plans.stream().flatMap(plan -> Stream.concat(
                        fixed.stream(), IntStream.range(0, 3).mapToObj(run -> random.ints(3, 1, ROUNDS)
                                .sorted()
                                .distinct()
                                .boxed()
                                .toList()))
                .map(stops -> Arguments.of(plan, stops)));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void resumedRunEndsBitIdentical(TrainingPlan plan, List<Integer> stops) throws IOException {
        RecordingObserver unbroken = new RecordingObserver();
        TrainingResult expected = TrainingRun.run(plan, images, unbroken);

        List<TickReport> ticks = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        TrainingStart start = new TrainingStart.Fresh();
        int done = 0;
        for (int stop : stops) {
            RecordingObserver observer = new RecordingObserver(stop - done);
            TrainingResult result = TrainingRun.run(plan, images, start, observer);
            assertThat(result.reason()).isEqualTo(StopReason.REQUESTED);
            ticks.addAll(observer.ticks);
            checkpoints.addAll(observer.checkpoints);
            start = new TrainingStart.Resumed(stored(observer.snapshots.get(observer.snapshots.size() - 1)));
            done = stop;
        }
        RecordingObserver observer = new RecordingObserver();
        TrainingResult resumed = TrainingRun.run(plan, images, start, observer);
        ticks.addAll(observer.ticks);
        checkpoints.addAll(observer.checkpoints);

        assertSame(expected.last(), resumed.last());
        assertThat(checkpoints).hasSameSizeAs(unbroken.checkpoints);
        for (int i = 0; i < checkpoints.size(); i++) {
            assertSame(unbroken.checkpoints.get(i), checkpoints.get(i));
        }
        assertThat(ticks).hasSameSizeAs(unbroken.ticks);
        for (int i = 0; i < ticks.size(); i++) {
            TickReport tick = ticks.get(i);
            assertThat(tick)
                    .usingRecursiveComparison()
                    .ignoringFields("elapsed", "imagesPerSecond", "outsideNativeShare")
                    .isEqualTo(unbroken.ticks.get(i));
        }
    }

    @Test
    void anySnapshotLeadsToTheSameEnd() throws IOException {
        TrainingPlan plan = plan(new AdversarialLoss.NonSaturating(), List.of(new Regularizer.R1(0.1, 4)), 1);
        RecordingObserver unbroken = new RecordingObserver() {
            @Override
            public boolean snapshotWanted() {
                return snapshots.size() % 2 == 0;
            }
        };
        TrainingResult expected = TrainingRun.run(plan, images, unbroken);
        assertThat(unbroken.snapshots).extracting(RunState::images).contains(16L, 128L);

        for (RunState snapshot : unbroken.snapshots) {
            RecordingObserver observer = new RecordingObserver();
            TrainingResult again = TrainingRun.run(plan, images, new TrainingStart.Resumed(stored(snapshot)), observer);

            assertSame(expected.last(), again.last());
            assertThat(observer.ticks)
                    .as("ticks after %d images", snapshot.images())
                    .extracting(TickReport::images)
                    .doesNotHaveDuplicates()
                    .allMatch(step -> step > snapshot.images());
        }
    }

    @Test
    void runThatHasEndedTrainsNoFurther() {
        TrainingPlan plan = Plans.ofImages(3L * Plans.BATCH);
        RecordingObserver observer = new RecordingObserver();
        Checkpoint last = TrainingRun.run(plan, images, observer).last();
        RunState end = observer.snapshots.get(observer.snapshots.size() - 1);

        RecordingObserver idle = new RecordingObserver();
        TrainingResult again = TrainingRun.run(plan, images, new TrainingStart.Resumed(end), idle);

        assertThat(again.reason()).isEqualTo(StopReason.IMAGES);
        assertSame(last, again.last());
        assertThat(idle.ticks).isEmpty();
    }

    @Test
    void timeOfEarlierProcessesCounts() {
        TrainingPlan plan = Plans.ofImages(3L * Plans.BATCH);
        RecordingObserver observer = new RecordingObserver(2);
        TrainingResult stopped = TrainingRun.run(plan, images, observer);

        TrainingResult resumed = TrainingRun.run(
                plan, images, new TrainingStart.Resumed(observer.snapshots.get(0)), new RecordingObserver());

        assertThat(resumed.elapsed()).isGreaterThan(stopped.elapsed());
    }

    @Test
    void whatTheObserverRemembersComesBack() {
        TrainingPlan plan = plan(new AdversarialLoss.Hinge(), List.of(), 1);
        CountingObserver first = new CountingObserver(20);
        TrainingRun.run(plan, images, first);

        CountingObserver second = new CountingObserver(Integer.MAX_VALUE);
        TrainingRun.run(plan, images, new TrainingStart.Resumed(first.snapshots.get(2)), second);

        assertThat(first.heard).isEqualTo(2);
        assertThat(second.heard).isEqualTo(6);
    }

    @Test
    void measurementThatWasGivenUpIsTakenBeforeTheRunGoesOn() throws IOException {
        TrainingPlan plan = plan(new AdversarialLoss.NonSaturating(), List.of(), 1);
        RecordingObserver unbroken = new RecordingObserver();
        Checkpoint expected = TrainingRun.run(plan, images, unbroken).last();
        long step = unbroken.measurements.get(1);

        RecordingObserver first = new RecordingObserver() {
            @Override
            public boolean onMeasurementDue(long seen, Supplier<RoleSnapshot> generator) {
                return seen < step && super.onMeasurementDue(seen, generator);
            }
        };
        TrainingResult stopped = TrainingRun.run(plan, images, first);
        RunState left = first.snapshots.get(first.snapshots.size() - 1);
        RecordingObserver second = new RecordingObserver();
        Checkpoint last = TrainingRun.run(plan, images, new TrainingStart.Resumed(stored(left)), second)
                .last();

        assertThat(stopped.reason()).isEqualTo(StopReason.REQUESTED);
        assertThat(left.images()).isEqualTo(step);
        assertThat(first.measurements).hasSize(1);
        assertThat(second.measurements).isEqualTo(unbroken.measurements.subList(1, unbroken.measurements.size()));
        assertSame(expected, last);
    }

    @Test
    void partsThatDoNotFitAreNamed() {
        TrainingPlan plan = Plans.ofImages(3L * Plans.BATCH);
        RecordingObserver observer = new RecordingObserver(1);
        TrainingRun.run(plan, images, observer);
        TreeMap<String, float[]> floats =
                new TreeMap<>(observer.snapshots.get(0).floats());
        floats.put("generator/wings", floats.remove("generator/adam/firstMoment"));
        RunState foreign = new RunState(floats, observer.snapshots.get(0).numbers());

        assertThatThrownBy(() ->
                        TrainingRun.run(plan, images, new TrainingStart.Resumed(foreign), new RecordingObserver()))
                .isInstanceOf(StateException.class)
                .hasMessage("the state lacks [generator/adam/firstMoment] and has [generator/wings],"
                        + " which the run has not");
    }

    private static TrainingPlan plan(AdversarialLoss loss, List<Regularizer> regularizers, int discriminatorSteps) {
        return plan(loss, regularizers, new Augmentation.None(), discriminatorSteps);
    }

    private static TrainingPlan plan(
            AdversarialLoss loss, List<Regularizer> regularizers, Augmentation augmentation, int discriminatorSteps) {
        TrainingPlan plan = Plans.ofImages(1);
        Recipe recipe = new Recipe(
                loss,
                regularizers,
                plan.recipe().optimizers(),
                augmentation,
                List.of(new Schedule(Schedule.Setting.LEARNING_RATE, 0.1, 400, Schedule.Curve.COSINE)),
                discriminatorSteps,
                1,
                plan.recipe().emaHalfLifeImages(),
                Plans.BATCH);
        long round = recipe.imagesPerRound();
        return new TrainingPlan(
                plan.graphs(),
                recipe,
                Budget.ofImages(ROUNDS * round),
                new Cadence(TICK_ROUNDS * round, CHECKPOINT_ROUNDS * round, TICK_ROUNDS * round, 4),
                plan.seed(),
                plan.precision());
    }

    private static RunState stored(RunState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateFormat.write(state, bytes);
        return StateFormat.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static void assertSame(Checkpoint expected, Checkpoint actual) {
        assertThat(actual.images()).isEqualTo(expected.images());
        assertSame(expected.generator().parameters(), actual.generator().parameters());
        assertSame(expected.discriminator().parameters(), actual.discriminator().parameters());
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).containsExactly(values));
    }

    /** Counts ticks, as part of the run's state. */
    private static final class CountingObserver extends RecordingObserver {
        private long heard;

        CountingObserver(int rounds) {
            super(rounds);
        }

        @Override
        public void onTick(TickReport report) {
            heard++;
        }

        @Override
        public void visitState(StateVisitor visitor) {
            visitor.number("heard", () -> heard, kept -> heard = kept);
        }
    }
}
