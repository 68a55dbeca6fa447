package dev.gantry.inference.samples;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A body that is made while it goes out. When that fails its status is out already: only a broken connection tells that the body is not
 * whole.
 */
final class StreamedBody implements StreamingOutput {
    private static final Logger LOG = Logger.getLogger(StreamedBody.class);

    private static final long CLOSE_SECONDS = 10;

    private final HttpServerRequest request;
    private final Content content;

    /** @param request that is answered */
    StreamedBody(HttpServerRequest request, Content content) {
        this.request = request;
        this.content = content;
    }

    /** Writes the whole body. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    @Override
    public void write(OutputStream out) {
        try {
            content.write(out);
        } catch (IOException e) {
            LOG.debugf("event=client-gone path=%s reason=%s", request.path(), e);
            breakOff();
        } catch (RuntimeException e) {
            LOG.warnf(e, "event=answer-broken-off path=%s", request.path());
            breakOff();
        }
    }

    /** Waits until the connection is closed, since whoever called would end the answer properly. */
    private void breakOff() {
        try {
            request.connection()
                    .close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the connection cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
