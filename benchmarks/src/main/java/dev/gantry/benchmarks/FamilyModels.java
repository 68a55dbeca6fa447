package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.demo.DemoJob;
import dev.gantry.cli.demo.HeldOut;
import dev.gantry.cli.demo.Jury;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model of each family of pictures, named for it, on one platform that runs until this is closed. */
final class FamilyModels implements AutoCloseable {
    private static final double MINUTES = 20;
    private static final Duration SERVE_LIMIT = Duration.ofMinutes(5);

    private final BenchStack stack;
    private final HeldOut data;
    private final List<Trained> trained = new ArrayList<>();

    /** A family's model, and how its job ended. */
    record Trained(String family, TrainingEvent.Completed end) {}

    private FamilyModels(BenchStack stack, HeldOut data) {
        this.stack = stack;
        this.data = data;
    }

    /**
     * Trains one after the other.
     *
     * @param images          that each family may see, in this order
     * @param keptBack        shipped pictures that no job ever gets
     * @param heldOutFraction of the others, for the detectors
     */
    static FamilyModels train(
            BenchContext context, Map<String, Long> images, int keptBack, double heldOutFraction, long seed)
            throws IOException, InterruptedException {
        HeldOut data = HeldOut.of(context.installation(), keptBack);
        FamilyModels models = new FamilyModels(BenchStack.start(context), data);
        try {
            data.upload(models.stack.stack().store());
            for (Map.Entry<String, Long> family : images.entrySet()) {
                ObjectNode request = request(family.getKey(), family.getValue(), data.uri(), seed);
                request.withObject("/data").put("heldOutFraction", heldOutFraction);
                models.train(context, family.getKey(), request);
            }
            return models;
        } catch (RuntimeException | InterruptedException | IOException e) {
            models.close();
            throw e;
        }
    }

    private static ObjectNode request(String family, long images, String uri, long seed) {
        ObjectNode request = DemoJob.request(uri, images, MINUTES, seed);
        request.put("jobId", family).put("model", family);
        request.putObject("network").put("family", family);
        request.putObject("metrics").put("enabled", false);
        return request;
    }

    private void train(BenchContext context, String family, ObjectNode request) throws InterruptedException {
        context.console().tell("Training " + family);
        client().post("/v1/jobs", request);
        List<TrainingEvent.Completed> ends = new ArrayList<>();
        try (TrainingProgress progress = new TrainingProgress(context.console()::tell, false)) {
            client().events(family).follow(event -> {
                progress.show(event);
                if (event instanceof TrainingEvent.Completed completed) {
                    ends.add(completed);
                }
            });
        }
        if (ends.isEmpty()) {
            throw CliException.failed("the job of " + family + " did not complete; the trainer's log is "
                    + stack.stack().directory().log("trainer"));
        }
        trained.add(new Trained(family, ends.get(0)));
        new Jury(client(), family, PictureEncoder::png)
                .awaitVersion(ends.get(0).version(), data.pictures().get(0), SERVE_LIMIT);
    }

    GatewayClient client() {
        return stack.client();
    }

    /** In the order of training. */
    List<Trained> trained() {
        return trained;
    }

    /** Pictures that no job ever got. */
    List<Picture> keptBack() {
        return data.pictures();
    }

    /** Samples of a model's last version, served by the platform. */
    List<Picture> samples(Trained model, int count, long seed) throws InterruptedException {
        return ServedSamples.draw(client(), model.family(), model.end().version(), count, seed);
    }

    @Override
    public void close() {
        stack.close();
    }
}
