package dev.gantry.serving.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.serving.testing.SilentMetrics;
import dev.gantry.serving.testing.TinyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSessionTest {
    private static final SessionSettings SETTINGS =
            new SessionSettings(new Device.Cpu(), 2, BatchBuckets.of(List.of(1, 4, 16)), 2, Duration.ZERO, 100);
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);
    private static final RunOptions IN_TIME = RunOptions.until(Deadline.in(Duration.ofMinutes(5)));
    private static final RunOptions EXACT = new RunOptions(IN_TIME.deadline(), Priority.NORMAL, true);

    private final List<ModelSession> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(ModelSession::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 23, 70})
    void outputsAreTheNetworksWhateverTheBatchesAre(int rows) throws Exception {
        AtomicInteger answers = new AtomicInteger();
        SilentMetrics metrics = new SilentMetrics() {
            @Override
            public void answered(long nanos) {
                answers.incrementAndGet();
            }
        };
        Tensor image = image(open(metrics), 11, rows);
        assertThat(answers).hasValue(1);
        assertThat(image.shape()).containsExactly((long) rows, 1L, 4L, 4L);
        assertThat(image.values()).containsExactly(GENERATOR.samples(11, rows), within(1e-5f));
    }

    @Test
    void requestsThatWaitShareARunAndEachGetsItsOwn() throws Exception {
        Brake brake = new Brake();
        ModelSession session = open(brake);
        var running = session.infer(latents(0, 1), IN_TIME);
        brake.reached.await();
        var one = session.infer(latents(1, 2), IN_TIME);
        var other = session.infer(latents(2, 1), IN_TIME);
        brake.release.countDown();

        assertThat(image(running).values()).containsExactly(GENERATOR.samples(0, 1), within(1e-5f));
        assertThat(image(one).values()).containsExactly(GENERATOR.samples(1, 2), within(1e-5f));
        assertThat(image(other).values()).containsExactly(GENERATOR.samples(2, 1), within(1e-5f));
        assertThat(brake.runs).containsExactly(1, 3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void sessionsShareTheThreadsOfTheProcess() throws Exception {
        // A native thread has the name of the one that started it, and a session is opened on a thread named for it.
        for (String name : List.of("pooled-1", "pooled-2")) {
            ModelSession session =
                    ModelSession.open(name, GENERATOR.onnx(), SETTINGS, new BufferPool(), new SilentMetrics());
            opened.add(session);
            assertThat(image(session, 11, 3).values()).containsExactly(GENERATOR.samples(11, 3), within(1e-5f));
            assertThat(nativeThreads()).filteredOn(("model-" + name)::equals).hasSize(1);
        }
    }

    private static List<String> nativeThreads() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    names.add(Files.readString(thread.resolve("comm")).strip());
                } catch (IOException e) {
                    // It has ended since.
                }
            }
        }
        return names;
    }

    @Test
    void deterministicRequestsGetEqualBytesFromEverySessionWhateverTheirCount() throws Exception {
        float[] first =
                image(open(new SilentMetrics()).infer(latents(5, 23), EXACT)).values();
        ModelSession other = open(new SilentMetrics());
        var neighbour = other.infer(latents(6, 70), IN_TIME);
        float[] more = image(other.infer(latents(5, 40), EXACT)).values();
        assertThat(Arrays.copyOf(more, first.length)).containsExactly(first);
        assertThat(image(neighbour).rows()).isEqualTo(70);
    }

    @Test
    void requestThatWasCancelledIsNotRun() throws Exception {
        Brake brake = new Brake();
        ModelSession session = open(brake);
        var running = session.infer(latents(0, 1), IN_TIME);
        brake.reached.await();
        session.infer(latents(1, 4), IN_TIME).cancel(false);
        brake.release.countDown();
        image(running);
        image(session.infer(latents(2, 1), IN_TIME));
        assertThat(brake.runs).containsExactly(1, 1);
    }

    @Test
    void signatureIsReadFromTheNetwork() {
        Signature signature = open(new SilentMetrics()).signature();
        assertThat(signature.inputs()).containsExactly(new TensorSpec("z", List.of(-1L, 8L)));
        assertThat(signature.outputs()).containsExactly(new TensorSpec("image", List.of(-1L, 1L, 4L, 4L)));
    }

    @Test
    void fullQueueRefusesAndLaterTakesAgain() throws Exception {
        Brake brake = new Brake();
        ModelSession session = open(brake);
        CompletableFuture<Map<String, Tensor>> running = session.infer(latents(0, 1), IN_TIME);
        brake.reached.await();
        CompletableFuture<Map<String, Tensor>> waiting = session.infer(latents(1, 1), IN_TIME);
        CompletableFuture<Map<String, Tensor>> last = session.infer(latents(2, 1), IN_TIME);

        assertThatThrownBy(() -> session.infer(latents(3, 1), IN_TIME))
                .hasMessage("too-many-requests: tiny-1 has 2 requests waiting: try again later");
        brake.release.countDown();
        last.get(30, TimeUnit.SECONDS);

        assertThat(running).isCompleted();
        assertThat(waiting).isCompleted();
        assertThat(brake.rejections).containsExactly("too-many-requests");
        assertThat(image(session, 3, 1).rows()).isEqualTo(1);
    }

    @Test
    void requestThatWaitedTooLongIsNotComputed() throws Exception {
        Brake brake = new Brake();
        ModelSession session = open(brake);
        CompletableFuture<Map<String, Tensor>> running = session.infer(latents(0, 1), IN_TIME);
        brake.reached.await();
        CompletableFuture<Map<String, Tensor>> late =
                session.infer(latents(1, 1), RunOptions.until(Deadline.in(Duration.ZERO)));
        brake.release.countDown();

        assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
                .rootCause()
                .hasMessage("deadline-exceeded: tiny-1 had too much to do to answer in time");
        assertThat(running).isCompleted();
        assertThat(brake.rejections).containsExactly("deadline-exceeded");
    }

    @Test
    void closingAnswersWhatWaitsThenRefusesAndEndsTheThread() throws Exception {
        Brake brake = new Brake();
        ModelSession session = open(brake);
        CompletableFuture<Map<String, Tensor>> running = session.infer(latents(0, 1), IN_TIME);
        brake.reached.await();
        CompletableFuture<Map<String, Tensor>> waiting = session.infer(latents(1, 1), IN_TIME);
        session.close();

        assertThatThrownBy(() -> session.infer(latents(2, 1), IN_TIME)).isInstanceOf(IllegalStateException.class);
        assertThat(session.closed()).isNotDone();
        brake.release.countDown();
        session.closed().get(30, TimeUnit.SECONDS);
        assertThat(running).isCompleted();
        assertThat(waiting).isCompleted();
    }

    @Test
    void everyFaultOfTheInputsIsNamedAndCounted() {
        List<String> counted = new ArrayList<>();
        ModelSession session = open(new SilentMetrics() {
            @Override
            public void rejected(String reason) {
                counted.add(reason);
            }
        });
        Tensor wrong = new Tensor(List.of(1L, 7L), new float[7]);
        assertThatThrownBy(() -> session.infer(Map.of("z", wrong, "noise", wrong), IN_TIME))
                .hasMessage("invalid-request: inputs.z.shape is [1, 7]: must be [-1, 8] with one batch for all inputs; "
                        + "inputs.noise is an unknown input: accepted are [z]");
        assertThatThrownBy(() -> session.infer(Map.of(), IN_TIME))
                .hasMessage("invalid-request: inputs.z is (absent): it is required");
        assertThatThrownBy(() -> session.infer(latents(0, 101), IN_TIME))
                .hasMessage("too-large: the batch has 101 samples: at most 100 are accepted");
        assertThat(counted).containsExactly("invalid-request", "invalid-request", "too-large");
    }

    @Test
    void bytesThatAreNoNetworkAreRefused() {
        byte[] nonsense = "no network".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(nonsense, new SilentMetrics()))
                .hasMessageStartingWith("unloadable-model: tiny-1: ONNX Runtime refuses it");
    }

    @Test
    void deviceThatIsNotThereIsFatal() {
        SessionSettings cuda = new SessionSettings(
                new Device.Cuda(0, 1 << 30, false), 1, BatchBuckets.of(List.of(1)), 1, Duration.ZERO, 1);
        assertThatThrownBy(() -> ModelSession.requireDevice(cuda)).hasMessageStartingWith("device-unavailable: ");
        ModelSession.requireDevice(SETTINGS);
    }

    private static Tensor image(ModelSession session, long seed, int rows) throws Exception {
        return image(session.infer(latents(seed, rows), IN_TIME));
    }

    private static Tensor image(CompletableFuture<Map<String, Tensor>> running) throws Exception {
        Tensor image = running.get(30, TimeUnit.SECONDS).get("image");
        assertThat(image).isNotNull();
        return image;
    }

    private static Map<String, Tensor> latents(long seed, int rows) {
        return Map.of("z", new Tensor(List.of((long) rows, 8L), LatentSampler.draw(seed, 0, rows, 8)));
    }

    private ModelSession open(SessionMetrics metrics) {
        return open(GENERATOR.onnx(), metrics);
    }

    private ModelSession open(byte[] onnx, SessionMetrics metrics) {
        ModelSession session = ModelSession.open("tiny-1", onnx, SETTINGS, new BufferPool(), metrics);
        opened.add(session);
        return session;
    }

    /** Holds the model's thread at the first request. */
    private static final class Brake extends SilentMetrics {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final List<String> rejections = new ArrayList<>();
        /** Rows of each run. */
        final List<Integer> runs = new ArrayList<>();

        @Override
        public void waited(long nanos) {
            reached.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void ran(int rows, long nanos) {
            runs.add(rows);
        }

        @Override
        public void rejected(String reason) {
            rejections.add(reason);
        }
    }
}
