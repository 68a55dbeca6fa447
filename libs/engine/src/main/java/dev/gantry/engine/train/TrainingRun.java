package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.networks.Role;
import dev.gantry.networks.shape.Shape;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** The training loop: rounds of phases, with progress counted in images and maintenance at every tick. */
public final class TrainingRun implements AutoCloseable {
    private final TrainingPlan plan;
    private final SampleSource source;
    private final TrainingObserver observer;
    private final int batchSize;
    private final long[] batchShape;
    private final ComputeDevice device = ComputeDevice.best();
    private final NativeClock clock = new NativeClock();
    private final StepStatistics statistics = new StepStatistics(clock);
    private final Player generator;
    private final Player discriminator;
    private final MovingAverage average;
    private final Game game;
    private final Phase discriminatorPhase;
    private final Phase generatorPhase;
    private final Latents latents;
    private final SampleRenderer samples;
    private final RunProgress progress = new RunProgress();
    private final TickTimer timer;
    private RunState lastGood;

    private TrainingRun(TrainingPlan plan, SampleSource source, TrainingObserver observer) {
        this.plan = plan;
        this.source = source;
        this.observer = observer;
        batchSize = plan.recipe().batchSize();
        batchShape = source.shape().with(0, batchSize).dims().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        generator = new Player(plan, Role.GENERATOR, device, clock);
        discriminator = new Player(plan, Role.DISCRIMINATOR, device, clock);
        average = new MovingAverage(generator.parameters(), plan.recipe());
        game = new Game(
                plan.recipe(),
                generator,
                discriminator,
                AdversarialObjective.of(plan.recipe().loss()),
                new Augmenter(plan.recipe().augmentation(), plan.seed()),
                statistics,
                clock,
                device,
                usesBfloat16(plan.precision(), device));
        discriminatorPhase =
                new DiscriminatorPhase(game, Penalty.among(plan.recipe().regularizers(), plan.seed()));
        generatorPhase = new GeneratorPhase(game);
        int latentSize = generator.graph().inputs().get(0).shape().dim(1);
        latents = new Latents(RandomStream.of(plan.seed(), "latents"), device, batchSize, latentSize);
        samples = new SampleRenderer(plan, generator, device, source);
        timer = new TickTimer(clock);
        lastGood = RunState.capture(this::visitState);
    }

    /** Trains from the graphs' initial values; see {@link #run(TrainingPlan, SampleSource, TrainingStart, TrainingObserver)}. */
    public static TrainingResult run(TrainingPlan plan, SampleSource source, TrainingObserver observer) {
        return run(plan, source, new TrainingStart.Fresh(), observer);
    }

    /**
     * Trains until the budget is spent or the observer asks to stop. Blocks the calling thread, on which the observer is
     * called too.
     *
     * @param source samples of the shape that the plan's networks have
     * @param start what to begin from
     * @throws IllegalArgumentException if the samples have another shape, or parameters to begin from do not fit
     * @throws dev.gantry.engine.state.StateException if the state to go on from is another plan's
     * @throws DivergenceException if the run becomes NaN or infinite and the observer does not want to roll back
     */
    public static TrainingResult run(
            TrainingPlan plan, SampleSource source, TrainingStart start, TrainingObserver observer) {
        Shape made = plan.made();
        if (!made.equals(source.shape())) {
            throw new IllegalArgumentException("samples are " + source.shape() + ", the generator makes " + made);
        }
        Shape judged = plan.graph(Role.DISCRIMINATOR).inputs().get(0).shape();
        if (!judged.equals(made.with(1, made.dim(1) * plan.recipe().packing()))) {
            throw new IllegalArgumentException("the discriminator takes " + judged + ", must take "
                    + plan.recipe().packing() + " of the generator's " + made);
        }
        try (TrainingRun run = new TrainingRun(plan, source, observer)) {
            run.begin(start);
            return run.train();
        }
    }

    private void begin(TrainingStart start) {
        if (start instanceof TrainingStart.Warm warm) {
            generator.parameters().load(warm.of(Role.GENERATOR));
            average.parameters().load(warm.of(Role.GENERATOR));
            discriminator.load(warm.of(Role.DISCRIMINATOR));
        } else if (start instanceof TrainingStart.Resumed resumed) {
            resumed.state().restore(this::visitState);
        }
        lastGood = RunState.capture(this::visitState);
    }

    private TrainingResult train() {
        DataOrder order = new DataOrder(plan.seed(), source.size());
        try (BatchLoader loader = new BatchLoader(source, order, batchSize, progress.dataPosition())) {
            timer.resume();
            while (progress.end().isEmpty()) {
                try {
                    if (!progress.maintenanceOwed()) {
                        playRound(loader);
                    }
                    Optional<StopReason> reason = stopReason();
                    if (reason.isPresent() && !reason.get().isFinal()) {
                        timer.pause();
                        takeSnapshot();
                        return result(reason.get());
                    }
                    if (!maintain(reason)) {
                        return result(StopReason.REQUESTED);
                    }
                } catch (DivergenceException e) {
                    rollBack(e);
                }
            }
            return result(progress.end().get());
        }
    }

    /** As many steps of the discriminator as the recipe wants, and one of the generator. */
    private void playRound(BatchLoader loader) {
        for (int left = plan.recipe().discriminatorSteps(); left > 0; left--) {
            boolean last = left == 1;
            NativeScope.run(() -> playStep(loader, last));
        }
        progress.roundOver();
    }

    private void playStep(BatchLoader loader, boolean withGenerator) {
        Tensor fakeImages = game.forward(() -> generator.run(latents.next(), Mode.TRAINING));
        Round round = new Round(
                realImages(loader),
                fakeImages,
                () -> realImages(loader),
                progress.images() / batchSize + 1,
                progress.images());
        discriminatorPhase.run(round);
        progress.imagesShown(batchSize);
        if (withGenerator) {
            generatorPhase.run(round);
            clock.run(() -> average.update(
                    generator.parameters(), progress.images(), plan.recipe().imagesPerRound()));
        }
    }

    private Tensor realImages(BatchLoader loader) {
        progress.dataTaken(batchSize);
        return Tensors.wrap(loader.next(), device, batchShape);
    }

    private Optional<StopReason> stopReason() {
        Optional<StopReason> requested = observer.stopRequested();
        if (requested.isPresent()) {
            return requested;
        }
        if (progress.images() >= plan.budget().images()) {
            return Optional.of(StopReason.IMAGES);
        }
        return timer.elapsed().compareTo(plan.budget().duration()) >= 0
                ? Optional.of(StopReason.DURATION)
                : Optional.empty();
    }

    /**
     * Does what is due after a round: the tick first, so that a checkpoint knows its figures, and last the snapshot of it all.
     *
     * @return whether all of it was done; if not, the last snapshot is that of the round's end, with all of it still to be done
     */
    private boolean maintain(Optional<StopReason> end) {
        Cadence cadence = plan.cadence();
        boolean tick = end.isPresent() || isDue(cadence.tickImages());
        boolean measurement = end.isPresent() || isDue(cadence.measurementImages());
        boolean checkpoint = end.isEmpty() && isDue(cadence.checkpointImages());
        boolean snapshot = end.isPresent() || isDue(cadence.snapshotImages());
        boolean extraSnapshot = !snapshot && observer.snapshotWanted();
        boolean due = tick || measurement || checkpoint || snapshot || extraSnapshot;
        if (due) {
            timer.pause();
            RunState before = RunState.capture(this::visitState);
            requireFinite(before);
            if (tick) {
                observer.onTick(report());
            }
            if (measurement && !observer.onMeasurementDue(progress.images(), this::averagedGenerator)) {
                observer.onSnapshot(before);
                return false;
            }
            if (checkpoint) {
                observer.onCheckpoint(checkpoint());
            }
        }
        progress.maintained();
        end.ifPresent(progress::ended);
        if (snapshot) {
            takeSnapshot();
        } else if (extraSnapshot) {
            // Not one to roll back to: when it comes is for the clock to say, and runs should be repeatable.
            observer.onSnapshot(RunState.capture(this::visitState));
        }
        if (due) {
            timer.resume();
        }
        return true;
    }

    private void takeSnapshot() {
        RunState state = RunState.capture(this::visitState);
        requireFinite(state);
        lastGood = state;
        observer.onSnapshot(state);
    }

    /** Parameters can leave the range of floats although every loss and gradient before was within it. */
    private void requireFinite(RunState state) {
        state.nonFinitePart().ifPresent(part -> {
            throw new DivergenceException(part, progress.steps(), Double.NaN);
        });
    }

    /**
     * Goes back to the last good state. Data, latents and other random streams stay where they are: the same batches would lead
     * to the same end.
     */
    private void rollBack(DivergenceException cause) {
        timer.pause();
        statistics.discardPending();
        lastGood.rollBack(this::visitState);
        progress.rolledBack();
        if (!observer.onDivergence(cause, progress.images(), progress.rollbacks())) {
            if (progress.images() > 0) {
                observer.onCheckpoint(checkpoint());
            }
            throw cause;
        }
        takeSnapshot();
        timer.resume();
    }

    /** Whether the last round has crossed a multiple of the interval. */
    private boolean isDue(long interval) {
        return progress.images() / interval > (progress.images() - plan.recipe().imagesPerRound()) / interval;
    }

    private TickReport report() {
        TickTimer.Interval interval = timer.take();
        SampleRenderer.Rendering rendering = samples.render(average.parameters());
        Map<String, Double> measures = statistics.measures();
        measures.put(Measures.DIVERSITY, rendering.diversity());
        TickReport report = new TickReport(
                progress.images(),
                progress.steps(),
                timer.elapsed(),
                progress.imagesSinceTick() / interval.seconds(),
                interval.outsideNativeShare(),
                statistics.losses(),
                new Health(measures),
                rendering.picture(),
                rendering.values());
        statistics.reset();
        progress.ticked();
        return report;
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(progress.images(), averagedGenerator(), discriminator.snapshot());
    }

    private RoleSnapshot averagedGenerator() {
        return generator.snapshotOf(average.parameters());
    }

    private TrainingResult result(StopReason reason) {
        return new TrainingResult(reason, checkpoint(), timer.elapsed());
    }

    /** Everything that a later round depends on; a stateful part that is not shown here is lost at every resume. */
    private void visitState(StateVisitor visitor) {
        progress.visitState(visitor);
        visitor.part("generator", generator);
        visitor.part("discriminator", discriminator);
        visitor.part("average", average);
        visitor.part("latents", latents);
        visitor.part("statistics", statistics);
        visitor.part("timer", timer);
        visitor.part("observer", observer);
        visitor.part("discriminatorPhase", discriminatorPhase);
        visitor.part("generatorPhase", generatorPhase);
    }

    private static boolean usesBfloat16(Precision precision, ComputeDevice device) {
        return precision == Precision.BF16 || (precision == Precision.AUTO && device.hasFastBfloat16());
    }

    @Override
    public void close() {
        average.close();
        discriminator.close();
        generator.close();
    }
}
