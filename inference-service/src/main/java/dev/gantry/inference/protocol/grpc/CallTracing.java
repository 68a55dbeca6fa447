package dev.gantry.inference.protocol.grpc;

import dev.gantry.inference.protocol.proto.GRPCInferenceServiceGrpc;
import dev.gantry.service.tracing.ServedTraces;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.runtime.Interceptors;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers every call of the protocol as part of the trace that its metadata names, or of a new one. */
@GlobalInterceptor
@Singleton
public class CallTracing implements ServerInterceptor, Prioritized {
    /** Refusals belong to the trace too. */
    private static final int AROUND_CALLS = Interceptors.EXCEPTION_HANDLER + 3;

    /** Which of the statuses are the server's fault: <a href="https://opentelemetry.io/docs/specs/semconv/rpc/grpc/">OpenTelemetry</a>. */
    private static final Set<Status.Code> SERVER_ERRORS = Set.of(
            Status.Code.UNKNOWN,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.UNIMPLEMENTED,
            Status.Code.INTERNAL,
            Status.Code.UNAVAILABLE,
            Status.Code.DATA_LOSS);

    private static final TextMapGetter<Metadata> METADATA = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Metadata metadata) {
            return metadata.keys();
        }

        @Override
        public @Nullable String get(@Nullable Metadata metadata, String name) {
            return metadata == null ? null : metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        }
    };

    private final ServedTraces traces;

    CallTracing(ServedTraces traces) {
        this.traces = traces;
    }

    @Override
    public int getPriority() {
        return AROUND_CALLS;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (!GRPCInferenceServiceGrpc.SERVICE_NAME.equals(
                call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        String method = call.getMethodDescriptor().getFullMethodName();
        Span span = traces.begin(method, headers, METADATA).setAttribute("rpc.system", "grpc");
        CallEnd end = new CallEnd(code -> end(span, code));
        return end.of(next.startCall(end.of(call), headers));
    }

    private static void end(Span span, Status.Code code) {
        span.setAttribute("rpc.grpc.status_code", code.value());
        if (SERVER_ERRORS.contains(code)) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
