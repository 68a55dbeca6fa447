package dev.gantry.serving.session;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The process's one ONNX Runtime environment.
 *
 * <p>Version 1.29 matches the process's command line against a recursive regular expression when it starts, and overflows an
 * ordinary thread's stack when that line is longer than some 3 kB, as with a class path of many jars. So it is started on a
 * thread with a stack that is large enough for any command line.
 */
public final class OnnxRuntime {
    private static final long STACK_BYTES = 256L << 20;

    private OnnxRuntime() {}

    /** Started when it is first asked for. */
    public static OrtEnvironment environment() {
        return Holder.ENVIRONMENT;
    }

    /** Starts the environment when it is first asked for. */
    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            FutureTask<OrtEnvironment> starting = new FutureTask<>(OrtEnvironment::getEnvironment);
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
    }
}
