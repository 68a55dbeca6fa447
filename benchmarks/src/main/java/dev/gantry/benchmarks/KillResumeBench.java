package dev.gantry.benchmarks;

import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingEvent;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.store.ObjectStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Kills the trainer that has a job, again and again, and compares what comes of it with the same job left alone. */
final class KillResumeBench implements Benchmark {
    private static final int KILLS = 10;
    private static final long IMAGES = 40_000;
    private static final long SEED = 17;
    private static final String UNBROKEN = "unbroken";
    private static final String KILLED = "killed";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Of the unbroken job's time, between two kills at most: ten of them fit in, half of it on average. */
    private static final double SHARE = 0.12;

    @Override
    public String name() {
        return "kill-resume";
    }

    @Override
    public String summary() {
        return "a job whose trainer is killed " + KILLS + " times ends as one that was left alone, nothing twice";
    }

    @Override
    public Report run(BenchContext context) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Double> seconds = new ArrayList<>();
        try (BenchStack bench = BenchStack.start(context)) {
            LocalStack stack = bench.stack();
            stack.uploadShippedData(context.installation());
            // The states that the killed ones need are those of trainers that keep one at nearly every moment.
            ProcessHandle.of(bench.pid("trainer")).ifPresent(ProcessHandle::destroyForcibly);
            try (TrainerPair trainers = new TrainerPair(stack, Map.of("GANTRY_TRAINER_STATE_INTERVAL", "0s"));
                    JobWatch watch = new JobWatch(stack);
                    ObjectStore store = ObjectStore.connect(stack.store(), new PrometheusRegistry())) {
                watch.send(request(UNBROKEN));
                TrainingEvent.Completed unbroken = watch.await(UNBROKEN, TrainingEvent.Completed.class, LIMIT);
                context.console().tell(String.format("Left alone, the job took %.0f s", unbroken.seconds()));
                watch.send(request(KILLED));
                int attempt = 0;
                for (int kill = 1; kill <= KILLS; kill++) {
                    long died = System.nanoTime();
                    TrainingEvent.Accepted accepted = next(watch, attempt);
                    if (kill > 1) {
                        seconds.add((System.nanoTime() - died) / 1e9);
                    }
                    attempt = accepted.attempt();
                    if (kill % 2 == 0) {
                        awaitProgress(watch, accepted);
                    }
                    Thread.sleep((long) (1000 * SHARE * unbroken.seconds() * random.nextDouble()));
                    trainers.kill(accepted.trainer());
                    context.console().tell("Killed " + kill + " of " + KILLS + ", in attempt " + attempt);
                }
                next(watch, attempt);
                watch.await(KILLED, TrainingEvent.Completed.class, LIMIT);
                return report(
                        watch,
                        new ModelStore(store, Clock.systemUTC()),
                        new JobStates(store).kept(KILLED).size(),
                        unbroken,
                        seconds);
            }
        }
    }

    private static TrainingEvent.Accepted next(JobWatch watch, int attempt) throws InterruptedException {
        return watch.await(KILLED, TrainingEvent.Accepted.class, accepted -> accepted.attempt() > attempt, LIMIT);
    }

    /** Waits until the attempt trains: half of the kills come then, half at any moment, also while data is read. */
    private static void awaitProgress(JobWatch watch, TrainingEvent.Accepted accepted) throws InterruptedException {
        watch.await(
                KILLED, TrainingEvent.Progress.class, progress -> !progress.at().isBefore(accepted.at()), LIMIT);
    }

    private static Report report(
            JobWatch watch, ModelStore models, int statesLeft, TrainingEvent.Completed unbroken, List<Double> seconds) {
        List<Integer> versions = models.versions(KILLED);
        List<Integer> expected = models.versions(UNBROKEN);
        Set<Long> steps = new HashSet<>();
        int different = 0;
        for (int version : versions) {
            Manifest manifest = models.find(KILLED, version).orElseThrow().manifest();
            steps.add(manifest.step());
            if (!digests(models, UNBROKEN, version).equals(digests(models, KILLED, version))) {
                different++;
            }
        }
        List<TrainingEvent.Accepted> attempts = watch.events(KILLED, TrainingEvent.Accepted.class);
        long resumed = attempts.stream()
                .filter(attempt -> attempt.resumedFrom().isPresent())
                .count();
        return Report.of(
                        "kill-resume",
                        "A DCGAN (28x28 grey, width 8, " + IMAGES
                                + " images of Fashion-MNIST, metrics and detector off) is"
                                + " trained twice by the same request on a fresh local stack with two trainers that keep a"
                                + " state whenever the last one is written. The second job's trainer is killed (SIGKILL) "
                                + KILLS + " times: every second time within " + (int) (SHARE * 100)
                                + " % of the first job's time after it has taken the job, else as long after it has begun to"
                                + " train. Another trainer waits each time. Versions are compared by the SHA-256 of their"
                                + " networks.")
                .seed(SEED)
                .figure("unbrokenSeconds", unbroken.seconds())
                .figure("attempts", attempts.size())
                .figure("attemptsResumed", resumed)
                .figure(
                        "resumedFrom",
                        attempts.stream()
                                .map(one -> one.resumedFrom().orElse(0L))
                                .toList())
                .figure("takenOverSecondsMedian", ResidentMemory.median(seconds))
                .figure(
                        "takenOverSecondsMax",
                        seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow())
                .bar(Bar.exactly("kills", attempts.size() - 1, KILLS))
                .bar(Bar.atLeast("attempts that went on from a state", (double) resumed, 1))
                .bar(Bar.exactly(
                        "times that completion was told",
                        watch.events(KILLED, TrainingEvent.Completed.class).size(),
                        1))
                .bar(Bar.exactly("versions", versions.size(), expected.size()))
                .bar(Bar.exactly("steps published twice", versions.size() - steps.size(), 0))
                .bar(Bar.exactly("versions that differ from the unbroken job's", different, 0))
                .bar(Bar.exactly("states left behind", statesLeft, 0))
                .build();
    }

    private static Map<String, String> digests(ModelStore models, String model, int version) {
        Map<String, String> digests = new HashMap<>();
        models.find(model, version).ifPresent(found -> found.manifest()
                .networks()
                .forEach((role, network) -> digests.put(role, network.file().sha256())));
        return digests;
    }

    private static String request(String job) {
        return """
                {"jobId":"%1$s","model":"%1$s","data":{"uri":"s3://gantry/data/fashion-mnist"},"budget":{"images":%2$d},
                 "network":{"generatorWidth":8,"discriminatorWidth":8},"tickImages":1000,"checkpointImages":4000,
                 "snapshotImages":1000,"metrics":{"enabled":false},"detector":{"enabled":false},"seed":%3$d}
                """.formatted(job, IMAGES, SEED);
    }
}
