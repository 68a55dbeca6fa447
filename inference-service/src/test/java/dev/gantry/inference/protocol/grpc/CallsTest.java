package dev.gantry.inference.protocol.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc;
import dev.gantry.inference.protocol.proto.ServerLiveRequest;
import dev.gantry.inference.protocol.proto.ServerLiveResponse;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @Test
    void endWaitsForCallsUnderWayAndNewOnesAreRefused() throws Exception {
        Calls calls = new Calls(registry, Duration.ofSeconds(60));
        Call first = new Call();
        Call second = new Call();
        ServerCall<ServerLiveRequest, ServerLiveResponse> open = begin(calls, first);
        ServerCall.Listener<ServerLiveRequest> cancelled =
                calls.interceptCall(second, new Metadata(), (call, headers) -> new ServerCall.Listener<>() {});
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> drain(calls));

        Call late = new Call();
        while (late.statuses.isEmpty()) {
            late = new Call();
            calls.interceptCall(late, new Metadata(), (call, headers) -> {
                call.close(Status.OK, new Metadata());
                return new ServerCall.Listener<>() {};
            });
            late.statuses.removeIf(Status::isOk);
        }
        assertThat(late.statuses.get(0).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        cancelled.onCancel();
        assertThat(end).isNotDone();
        open.close(Status.OK, new Metadata());
        end.get(30, TimeUnit.SECONDS);
        assertThat(first.statuses).containsExactly(Status.OK);
    }

    @Test
    void endDoesNotWaitForEver() {
        Calls calls = new Calls(registry, Duration.ofMillis(50));
        begin(calls, new Call());

        assertThat(CompletableFuture.runAsync(() -> drain(calls))).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void callThatTheServerItselfHasEndedIsNotWaitedFor() {
        Calls calls = new Calls(registry, Duration.ofMinutes(5));
        ServerCall.Listener<ServerLiveRequest> unreadable =
                calls.interceptCall(new Call(), new Metadata(), (call, headers) -> new ServerCall.Listener<>() {});

        unreadable.onComplete();

        assertThat(CompletableFuture.runAsync(() -> drain(calls))).succeedsWithin(Duration.ofSeconds(30));
    }

    private static ServerCall<ServerLiveRequest, ServerLiveResponse> begin(Calls calls, Call call) {
        List<ServerCall<ServerLiveRequest, ServerLiveResponse>> watched = new ArrayList<>();
        calls.interceptCall(call, new Metadata(), (begun, headers) -> {
            watched.add(begun);
            return new ServerCall.Listener<>() {};
        });
        return watched.get(0);
    }

    private static void drain(Calls calls) {
        try {
            calls.drain(new ShutdownEvent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps how it was closed. */
    private static final class Call extends ServerCall<ServerLiveRequest, ServerLiveResponse> {
        private final List<Status> statuses = new ArrayList<>();

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(ServerLiveResponse message) {}

        @Override
        public void close(Status status, Metadata trailers) {
            statuses.add(status);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<ServerLiveRequest, ServerLiveResponse> getMethodDescriptor() {
            return GRPCInferenceServiceGrpc.getServerLiveMethod();
        }
    }
}
