package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.StartLines;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.demo.DemoJob;
import dev.gantry.cli.demo.HeldOut;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.cli.stack.Ports;
import dev.gantry.cli.stack.StackDirectory;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import java.io.IOException;
import java.util.List;

/** The model that {@code gantry demo} trains, on a platform of its own that runs until this is closed. */
final class DemoModel implements AutoCloseable {
    static final long IMAGES = 100_000;
    private static final double MINUTES = 15;

    private final StackDirectory directory;
    private final LocalStack stack;
    private final HeldOut data;
    private final TrainingEvent.Completed end;

    private DemoModel(StackDirectory directory, LocalStack stack, HeldOut data, TrainingEvent.Completed end) {
        this.directory = directory;
        this.stack = stack;
        this.data = data;
        this.end = end;
    }

    /** What {@link #train} does, for a benchmark's protocol. */
    static String protocol(int keptBack) {
        return "the demo's request (DCGAN 28x28 grey, " + IMAGES
                + " images) over Kafka on a fresh local platform, the last " + keptBack
                + " of the 10,000 shipped Fashion-MNIST pictures kept back from the job";
    }

    /**
     * Trains.
     *
     * @param keptBack shipped pictures that the job never gets
     */
    static DemoModel train(BenchContext context, int keptBack, long seed) throws IOException, InterruptedException {
        HeldOut data = HeldOut.of(context.installation(), keptBack);
        StackDirectory directory = StackDirectory.openFresh(context.work().resolve("stack"));
        LocalStack stack;
        try {
            stack = LocalStack.start(
                    context.installation(), directory, Ports.free(), new StartLines(context.console()));
        } catch (RuntimeException | InterruptedException e) {
            directory.close();
            throw e;
        }
        try (TrainingProgress progress = new TrainingProgress(context.console()::tell, false)) {
            data.upload(stack.store());
            TrainingEvent.Completed end =
                    new DemoJob(stack).run(DemoJob.request(data.uri(), IMAGES, MINUTES, seed), progress, event -> {});
            return new DemoModel(directory, stack, data, end);
        } catch (RuntimeException | InterruptedException | IOException e) {
            stack.close();
            directory.close();
            throw e;
        }
    }

    GatewayClient client() {
        return new GatewayClient(stack.gateway(), directory.secrets().apiKey());
    }

    TrainingEvent.Completed end() {
        return end;
    }

    /** Pictures that the job never got. */
    List<Picture> keptBack() {
        return data.pictures();
    }

    /** Samples of the last version, served by the platform. */
    List<Picture> samples(int count, long seed) throws InterruptedException {
        return ServedSamples.draw(client(), DemoJob.MODEL, end.version(), count, seed);
    }

    @Override
    public void close() {
        stack.close();
        directory.close();
    }
}
