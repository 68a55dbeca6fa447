package dev.gantry.inference.protocol.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.runtime.Interceptors;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Measures every call and, before the service ends, takes no more and waits for those under way. */
@GlobalInterceptor
@Singleton
public class Calls implements ServerInterceptor, Prioritized {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    /** What a failure or a refusal is told by must pass here, so that it is measured by its status. */
    private static final int AROUND_REFUSALS = Interceptors.EXCEPTION_HANDLER + 2;

    private final Histogram seconds;
    private final Duration patience;
    private final Phaser underWay = new Phaser(1);
    private volatile boolean ending;

    Calls(PrometheusRegistry registry, @ConfigProperty(name = "quarkus.shutdown.timeout") Duration patience) {
        this.patience = patience;
        seconds = Histogram.builder()
                .name("gantry_grpc_request_duration_seconds")
                .help("Time from a call's arrival to its status, by method and status")
                .labelNames("method", "status")
                .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30)
                .register(registry);
    }

    @Override
    public int getPriority() {
        return AROUND_REFUSALS;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        CallEnd end = begin(call.getMethodDescriptor().getFullMethodName());
        ServerCall<Q, R> watched = end.of(call);
        if (ending) {
            watched.close(Status.UNAVAILABLE.withDescription("the service is ending"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return end.of(next.startCall(watched, headers));
    }

    void drain(@Observes ShutdownEvent event) throws InterruptedException {
        ending = true;
        try {
            underWay.awaitAdvanceInterruptibly(
                    underWay.arriveAndDeregister(), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("event=calls-cut calls=%d", underWay.getUnarrivedParties());
        }
    }

    private CallEnd begin(String method) {
        long started = System.nanoTime();
        underWay.register();
        return new CallEnd(code -> {
            seconds.labelValues(method, code.name()).observe((System.nanoTime() - started) / 1e9);
            underWay.arriveAndDeregister();
        });
    }
}
