package dev.gantry.testkit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logging.MDC;

/** What one class logs from now on, for the trace that each line names. */
public final class LogLines implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;

    private final Logger logger;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            Object trace = MDC.get("trace");
            lines.add(new Line(line.getMessage(), trace == null ? "" : trace.toString()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private record Line(String format, String trace) {}

    private LogLines(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    public static LogLines of(Class<?> logging) {
        return new LogLines(Logger.getLogger(logging.getName()));
    }

    /**
     * Waits for the next line that begins so; those before it are forgotten.
     *
     * @return its end, with the trace: {@code " traceId=…"}, or empty
     */
    public String next(String beginning) throws InterruptedException {
        while (true) {
            Line line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line began with " + beginning + " within " + PATIENCE_SECONDS + " s");
            }
            if (line.format().startsWith(beginning)) {
                return line.trace();
            }
        }
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
