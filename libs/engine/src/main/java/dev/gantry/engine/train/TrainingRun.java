package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.NativeClock;
import dev.gantry.engine.runtime.NativeScope;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.shape.Shape;
import java.time.Duration;
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
    private long images;
    private long imagesAtTick;
    private long steps;

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
    }

    /**
     * Trains until the budget is spent or the observer asks to stop. Blocks the calling thread, on which the observer is
     * called too.
     *
     * @param source samples of the shape that the plan's networks have
     * @throws IllegalArgumentException if the samples have another shape
     * @throws DivergenceException if a loss or gradient becomes NaN or infinite
     */
    public static TrainingResult run(TrainingPlan plan, SampleSource source, TrainingObserver observer) {
        Graph generator = plan.graph(Role.GENERATOR);
        Shape made = generator.outputShape(generator.outputs().get(0).name());
        if (!made.equals(source.shape())) {
            throw new IllegalArgumentException("samples are " + source.shape() + ", the generator makes " + made);
        }
        try (TrainingRun run = new TrainingRun(plan, source, observer)) {
            return run.train();
        }
    }

    private TrainingResult train() {
        try (BatchLoader loader = new BatchLoader(source, new DataOrder(plan.seed(), source.size()), batchSize)) {
            TickTimer timer = new TickTimer(clock);
            Optional<StopReason> reason = Optional.empty();
            while (reason.isEmpty()) {
                playRound(loader);
                reason = stopReason(timer.elapsed());
                timer.pause();
                if (isDue(plan.cadence().tickImages()) || reason.isPresent()) {
                    observer.onTick(report(timer));
                }
                if (isDue(plan.cadence().checkpointImages()) && reason.isEmpty()) {
                    observer.onCheckpoint(checkpoint());
                }
                timer.resume();
            }
            Checkpoint last = checkpoint();
            if (reason.get() != StopReason.REQUESTED) {
                observer.onCheckpoint(last);
            }
            return new TrainingResult(reason.get(), last, timer.elapsed());
        }
    }

    /** As many steps of the discriminator as the recipe wants, and one of the generator. */
    private void playRound(BatchLoader loader) {
        for (int left = plan.recipe().discriminatorSteps(); left > 0; left--) {
            boolean last = left == 1;
            NativeScope.run(() -> playStep(loader, last));
        }
        steps++;
    }

    private void playStep(BatchLoader loader, boolean withGenerator) {
        Tensor fakeImages = game.forward(() -> generator.run(latents.next(), Mode.TRAINING));
        Round round =
                new Round(realImages(loader), fakeImages, () -> realImages(loader), images / batchSize + 1, images);
        discriminatorPhase.run(round);
        images += batchSize;
        if (withGenerator) {
            generatorPhase.run(round);
            clock.run(() ->
                    average.update(generator.parameters(), images, plan.recipe().imagesPerRound()));
        }
    }

    private Tensor realImages(BatchLoader loader) {
        return Tensors.wrap(loader.next(), device, batchShape);
    }

    private Optional<StopReason> stopReason(Duration elapsed) {
        if (observer.stopRequested()) {
            return Optional.of(StopReason.REQUESTED);
        }
        if (images >= plan.budget().images()) {
            return Optional.of(StopReason.IMAGES);
        }
        return elapsed.compareTo(plan.budget().duration()) >= 0 ? Optional.of(StopReason.DURATION) : Optional.empty();
    }

    /** Whether the last round has crossed a multiple of the interval. */
    private boolean isDue(long interval) {
        return images / interval > (images - plan.recipe().imagesPerRound()) / interval;
    }

    private TickReport report(TickTimer timer) {
        TickTimer.Interval interval = timer.take();
        SampleRenderer.Rendering rendering = samples.render(average.parameters());
        Map<String, Double> measures = statistics.measures();
        measures.put(Measures.DIVERSITY, rendering.diversity());
        TickReport report = new TickReport(
                images,
                steps,
                timer.elapsed(),
                (images - imagesAtTick) / interval.seconds(),
                interval.outsideNativeShare(),
                statistics.losses(),
                new Health(measures),
                rendering.picture());
        statistics.reset();
        imagesAtTick = images;
        return report;
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(images, generator.snapshotOf(average.parameters()), discriminator.snapshot());
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
