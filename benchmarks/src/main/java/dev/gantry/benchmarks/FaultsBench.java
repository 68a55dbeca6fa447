package dev.gantry.benchmarks;

import dev.gantry.contracts.Topics;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Lets one fault after the other happen to a platform that trains, samples and judges, and counts what it loses or does twice. */
final class FaultsBench implements Benchmark {
    private static final String NAME = "faults";
    private static final long SEED = 19;
    private static final String STAMPED = "stamped";
    private static final String JUDGE = "judge";
    private static final int SAMPLES = 4;
    private static final double HTTP_PER_SECOND = 4;
    private static final double MESSAGES_PER_SECOND = 4;
    private static final long IMAGES = 20_000;
    private static final int CHECKPOINTS = 4;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(4);
    private static final Duration JOB_LIMIT = Duration.ofMinutes(10);
    private static final int MAX_READY_SECONDS = 60;
    private static final String PICTURE = "media/faults/picture.png";
    private static final int PIXELS = 28;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return Fault.all().size() + " kinds of faults under load: no job, verdict or sample is lost or doubled";
    }

    /** What came of one fault. */
    private record Outcome(
            double readySeconds,
            Questions.Tally samples,
            Questions.Tally verdicts,
            SamplingLoad.Tally http,
            int completions,
            int versions,
            int stepsTwice) {
        int wrong() {
            return samples.lost()
                    + samples.doubled()
                    + samples.dead()
                    + verdicts.lost()
                    + verdicts.doubled()
                    + verdicts.dead()
                    + http.mixed();
        }

        boolean jobWhole() {
            return completions == 1 && versions == CHECKPOINTS && stepsTwice == 0;
        }

        Map<String, Object> row() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("secondsUntilReady", readySeconds);
            row.put("samples", samples);
            row.put("verdicts", verdicts);
            row.put("httpRequests", http.requests());
            row.put("httpFailed", http.failed());
            row.put("firstHttpFailure", http.firstFailure());
            row.put("jobCompletions", completions);
            row.put("jobVersions", versions);
            return row;
        }
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Report.Builder report = Report.of(NAME, protocol()).seed(SEED);
        StampedModel model = new StampedModel(STAMPED, SEED);
        Map<Fault, Outcome> outcomes = new LinkedHashMap<>();
        try (BenchStack bench = BenchStack.start(context);
                ObjectStore store = ObjectStore.connect(bench.stack().store(), new PrometheusRegistry());
                StampedPublisher publisher = new StampedPublisher(model, bench.stack(), context.work());
                JobWatch jobs = new JobWatch(bench.stack())) {
            bench.stack().uploadShippedData(context.installation());
            FaultStage stage = new FaultStage(bench, publisher, STAMPED, context.work());
            bench.awaitVersion(STAMPED, stage.publishNext());
            context.console().tell("Training a detector");
            jobs.send(judgeJob());
            jobs.await(JUDGE, TrainingEvent.Completed.class, JOB_LIMIT);
            byte[] picture = picture();
            store.put(PICTURE, picture, "image/png");
            try (Questions sampling = new Questions(
                            bench.stack(), Topics.SAMPLING_REQUESTS, Topics.SAMPLING_RESULTS, FaultsBench::sampling);
                    Questions detection = new Questions(
                            bench.stack(),
                            Topics.DETECTION_REQUESTS,
                            Topics.DETECTION_VERDICTS,
                            id -> detection(id, Sha256.of(picture)))) {
                int number = 0;
                for (Fault fault : Fault.all()) {
                    String id = "fault-" + ++number;
                    context.console().tell(number + " of " + Fault.all().size() + ": " + fault.name());
                    Outcome outcome = outcome(
                            fault, id, stage, jobs, sampling, detection, new ModelStore(store, Clock.systemUTC()));
                    context.console().tell("    " + outcome.row());
                    outcomes.put(fault, outcome);
                }
            }
        }
        outcomes.forEach((fault, outcome) -> report.figure(fault.name(), outcome.row()));
        return bars(report, outcomes).build();
    }

    private Outcome outcome(
            Fault fault,
            String id,
            FaultStage stage,
            JobWatch jobs,
            Questions sampling,
            Questions detection,
            ModelStore models)
            throws IOException, InterruptedException {
        BenchStack bench = stage.bench();
        jobs.send(job(id));
        jobs.await(id, TrainingEvent.Accepted.class, JOB_LIMIT);
        double ready;
        SamplingLoad.Tally http;
        List<Questions.Asking> asking =
                List.of(sampling.ask(id, MESSAGES_PER_SECOND), detection.ask(id, MESSAGES_PER_SECOND));
        try (SamplingLoad load = new SamplingLoad(bench.client(), STAMPED, SAMPLES)) {
            load.startPoisson(HTTP_PER_SECOND, SEED);
            Thread.sleep(BEFORE.toMillis());
            fault.happening().happen(stage);
            ready = stage.awaitReady();
            Thread.sleep(AFTER.toMillis());
            http = load.stop();
        } finally {
            asking.forEach(Questions.Asking::stop);
        }
        boolean unused = bench.await(SETTLE_LIMIT, () -> sampling.settled(id) && detection.settled(id));
        jobs.await(id, TrainingEvent.Completed.class, JOB_LIMIT);
        List<Integer> versions = models.versions(id);
        Set<Long> steps = new HashSet<>();
        versions.forEach(version ->
                steps.add(models.find(id, version).orElseThrow().manifest().step()));
        return new Outcome(
                ready,
                sampling.tally(id),
                detection.tally(id),
                http,
                jobs.events(id, TrainingEvent.Completed.class).size(),
                versions.size(),
                versions.size() - steps.size());
    }

    private static Report.Builder bars(Report.Builder report, Map<Fault, Outcome> outcomes) {
        int all = outcomes.size();
        return report.bar(Bar.exactly(
                        "samples and verdicts lost, doubled or given up, answers that mix versions",
                        outcomes.values().stream().mapToInt(Outcome::wrong).sum(),
                        0))
                .bar(Bar.exactly(
                        "jobs completed once with each version once, of " + all,
                        (double) outcomes.values().stream()
                                .filter(Outcome::jobWhole)
                                .count(),
                        all))
                .bar(Bar.exactly(
                        "failed requests over HTTP while nothing on their way is gone",
                        outcomes.entrySet().stream()
                                .filter(entry -> entry.getKey().harmless())
                                .mapToInt(entry -> entry.getValue().http().failed())
                                .sum(),
                        0))
                .bar(Bar.atMost(
                        "seconds until every service is ready again",
                        outcomes.values().stream()
                                .mapToDouble(Outcome::readySeconds)
                                .max()
                                .orElseThrow(),
                        MAX_READY_SECONDS));
    }

    private static String sampling(String id) {
        return """
                {"requestId":"%s","model":"%s","samples":{"count":%d,"format":"grid"}}
                """.formatted(id, STAMPED, SAMPLES);
    }

    private static String detection(String id, String sha256) {
        return """
                {"requestId":"%s","object":"%s","sha256":"%s"}
                """.formatted(id, PICTURE, sha256);
    }

    private static String job(String id) {
        return """
                {"jobId":"%1$s","model":"%1$s","data":{"uri":"s3://gantry/data/fashion-mnist"},"budget":{"images":%2$d},
                 "network":{"generatorWidth":8,"discriminatorWidth":8},"tickImages":1000,"checkpointImages":%3$d,
                 "snapshotImages":1000,"metrics":{"enabled":false},"detector":{"enabled":false},"seed":%4$d}
                """.formatted(id, IMAGES, IMAGES / CHECKPOINTS, SEED);
    }

    private static String judgeJob() {
        return """
                {"jobId":"%1$s","model":"%1$s","data":{"uri":"s3://gantry/data/fashion-mnist"},"budget":{"images":8000},
                 "network":{"generatorWidth":8,"discriminatorWidth":8},"metrics":{"enabled":false},"seed":%2$d}
                """.formatted(JUDGE, SEED);
    }

    /** Noise, which no detector has a mark or a memory of. */
    private static byte[] picture() {
        byte[] pixels = new byte[PIXELS * PIXELS];
        new SplittableRandom(SEED).nextBytes(pixels);
        return PictureEncoder.png(new Picture(1, PIXELS, PIXELS, pixels));
    }

    private static String protocol() {
        return "On a fresh local stack, one fault after the other. Around each, a DCGAN (28x28 grey, width 8, " + IMAGES
                + " images of Fashion-MNIST, " + CHECKPOINTS + " versions) is trained, " + (int) MESSAGES_PER_SECOND
                + " sampling requests and as many detection requests a second go to their topics, and a Poisson process of "
                + (int) HTTP_PER_SECOND + " a second asks the gateway for " + SAMPLES
                + " samples: from " + BEFORE.toSeconds() + " s before the fault until " + AFTER.toSeconds()
                + " s after every service is ready again, which is counted from when the fault is over. Then each request must"
                + " have one answer, or several that are equal; the job one completion and each of its versions once. Killed"
                + " services are started again at once. The full disk is one of the inference service's process alone; a version"
                + " published meanwhile must not come live before there is room, and then must. The clocks of trainer and"
                + " detector go a minute fast, that of the inference service a minute slow.";
    }
}
