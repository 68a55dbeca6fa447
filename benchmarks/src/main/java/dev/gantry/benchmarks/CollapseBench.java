package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.TrainingProgress;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.training.TrainingEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Whether jobs that go wrong are warned of in time, and one that goes well is left in peace. */
final class CollapseBench implements Benchmark {
    private static final long IMAGES = 24_000;
    private static final long TICK = 1000;
    private static final long SEED = 5;

    /** What was said of a job. */
    private record Told(List<TrainingEvent.Warned> warnings, TrainingEvent.Progress last) {
        /** Share of the budget at the first warning of a kind; above 1 if there was none. */
        double share(String kind) {
            return warnings.stream()
                    .filter(warning -> warning.kind().equals(kind))
                    .mapToDouble(warning -> (double) warning.step() / IMAGES)
                    .findFirst()
                    .orElse(Double.POSITIVE_INFINITY);
        }

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            warnings.forEach(warning -> figures.put(warning.kind() + " at", warning.step()));
            figures.put("diversity at the end", last.health().getOrDefault("featureDiversity", Double.NaN));
            figures.put("real accuracy", last.health().getOrDefault("realAccuracy", Double.NaN));
            figures.put("fake accuracy", last.health().getOrDefault("fakeAccuracy", Double.NaN));
            return figures;
        }
    }

    @Override
    public String name() {
        return "collapse";
    }

    @Override
    public String summary() {
        return "a collapsing and an overwhelmed job are warned of before half their budget, a healthy one never";
    }

    @Override
    public Report run(BenchContext context) throws InterruptedException {
        try (BenchStack bench = BenchStack.start(context)) {
            bench.stack().uploadShippedData(context.installation());
            Told healthy = told(context, bench.client(), "healthy", recipe -> {});
            Told collapsing = told(context, bench.client(), "collapsing", CollapseBench::collapsing);
            Told overwhelmed = told(context, bench.client(), "overwhelmed", CollapseBench::overwhelmed);
            return Report.of(
                            name(),
                            "three jobs, one after the other, on a fresh local platform: DCGAN 28x28 grey on the shipped"
                                    + " Fashion-MNIST pictures, " + IMAGES + " images, a tick every " + TICK
                                    + ", default thresholds; the default recipe; without regularizer and with a discriminator"
                                    + " learning rate of 1e-6; without regularizer and with learning rates of 1e-5 (generator)"
                                    + " and 2e-3")
                    .seed(SEED)
                    .figure("healthy", healthy.figures())
                    .figure("collapsing", collapsing.figures())
                    .figure("overwhelmed", overwhelmed.figures())
                    .bar(Bar.exactly(
                            "warnings of the healthy job", healthy.warnings().size(), 0))
                    .bar(Bar.atMost("share of the budget at the collapse warning", collapsing.share("collapse"), 0.5))
                    .bar(Bar.atMost(
                            "share of the budget at the imbalance warning", overwhelmed.share("imbalance"), 0.5))
                    .build();
        }
    }

    /** A discriminator that hardly learns: the generator runs to the one picture that it likes best. */
    private static void collapsing(ObjectNode recipe) {
        recipe.put("discriminatorLearningRate", 1e-6);
        recipe.putArray("regularizers");
    }

    /** A discriminator that learns two hundred times faster than its generator, and that nothing holds back. */
    private static void overwhelmed(ObjectNode recipe) {
        recipe.put("generatorLearningRate", 1e-5).put("discriminatorLearningRate", 2e-3);
        recipe.putArray("regularizers");
    }

    private static Told told(BenchContext context, GatewayClient client, String name, Consumer<ObjectNode> recipe)
            throws InterruptedException {
        context.console().tell("The " + name + " job");
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jobId", name).put("model", name).put("seed", SEED);
        request.putObject("data").put("uri", "s3://" + LocalStack.BUCKET + "/data/" + LocalStack.SHIPPED_DATASET);
        request.putObject("budget").put("images", IMAGES);
        request.put("tickImages", TICK).put("checkpointImages", IMAGES);
        request.putObject("detector").put("enabled", false);
        recipe.accept(request.putObject("recipe"));
        client.post("/v1/jobs", request);
        List<TrainingEvent.Warned> warnings = new ArrayList<>();
        List<TrainingEvent.Progress> ticks = new ArrayList<>();
        try (TrainingProgress progress = new TrainingProgress(context.console()::tell, false)) {
            boolean completed = client.events(name).follow(event -> {
                progress.show(event);
                if (event instanceof TrainingEvent.Warned warned) {
                    warnings.add(warned);
                } else if (event instanceof TrainingEvent.Progress tick) {
                    ticks.add(tick);
                }
            });
            if (!completed) {
                throw CliException.failed("the " + name + " job did not complete");
            }
        }
        return new Told(warnings, ticks.get(ticks.size() - 1));
    }
}
