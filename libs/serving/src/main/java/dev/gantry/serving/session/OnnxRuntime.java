package dev.gantry.serving.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEnvironment.ThreadingOptions;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The process's one ONNX Runtime environment, whose threads all sessions share.
 *
 * <p>Version 1.29 matches the process's command line against a recursive regular expression when it starts, and overflows an
 * ordinary thread's stack when that line is longer than some 3 kB, as with a class path of many jars. So it is started on a
 * thread with a stack that is large enough for any command line.
 */
public final class OnnxRuntime {
    private static final long STACK_BYTES = 256L << 20;

    private static @Nullable Started started;

    private OnnxRuntime() {}

    private record Started(OrtEnvironment environment, int threads) {}

    /**
     * The environment, which is started when it is first asked for.
     *
     * @param threads that work on one operator, the session's own thread among them
     * @throws IllegalStateException if it was started with another number of threads
     */
    public static synchronized OrtEnvironment environment(int threads) {
        Started running = started == null ? new Started(start(threads), threads) : started;
        started = running;
        if (running.threads() != threads) {
            throw new IllegalStateException("ONNX Runtime runs with %d threads in this process: it cannot with %d"
                    .formatted(running.threads(), threads));
        }
        return running.environment();
    }

    private static OrtEnvironment start(int threads) {
        FutureTask<OrtEnvironment> starting = new FutureTask<>(() -> create(threads));
        new Thread(null, starting, "onnxruntime-start", STACK_BYTES).start();
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime was started", e);
        }
    }

    private static OrtEnvironment create(int threads) throws OrtException {
        try (ThreadingOptions options = new ThreadingOptions()) {
            options.setGlobalIntraOpNumThreads(threads);
            options.setGlobalInterOpNumThreads(1);
            // Idle threads that spin would take the cores from the sessions that have work.
            options.setGlobalSpinControl(false);
            return OrtEnvironment.getEnvironment(
                    OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, OrtEnvironment.DEFAULT_NAME, options);
        }
    }
}
