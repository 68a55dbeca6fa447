package dev.gantry.inference.protocol.grpc;

import dev.gantry.contracts.GantryException;
import dev.gantry.inference.protocol.proto.ModelInferResponse;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallFilter;
import dev.gantry.service.callers.Target;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.grpc.runtime.Interceptors;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Holds calls to what the gateway says of each, as {@link CallFilter} does requests over HTTP. The standard health service stays open. */
@GlobalInterceptor
@Singleton
public class CallerCheck implements ServerInterceptor, Prioritized {
    /** What a failure is told by must pass here, so that it says whose it is. */
    private static final int AROUND_FAILURES = Interceptors.EXCEPTION_HANDLER + 1;

    private static final String HEALTH = "grpc.health.v1.Health";
    private static final Context.Key<Call> CURRENT = Context.key("gantry-call");
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of(Call.HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> TENANT =
            Metadata.Key.of(Call.TENANT_HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> IMAGES =
            Metadata.Key.of(Call.IMAGES_HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final CallFilter filter;
    private final String service;

    CallerCheck(CallFilter filter, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.filter = filter;
        this.service = service;
    }

    /** For whom the call is that this thread answers. */
    static Call current() {
        return CURRENT.get();
    }

    @Override
    public int getPriority() {
        return AROUND_FAILURES;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        Target target =
                new Target(service, "POST", "/" + call.getMethodDescriptor().getFullMethodName());
        Call caller;
        try {
            caller = filter.call(Optional.ofNullable(headers.get(TOKEN)), target);
        } catch (GantryException e) {
            call.close(FailureStatus.of(e), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        ServerCall<Q, R> told = caller.tenant()
                .<ServerCall<Q, R>>map(tenant -> new AccountingCall<>(call, tenant))
                .orElse(call);
        return Contexts.interceptCall(Context.current().withValue(CURRENT, caller), told, headers, next);
    }

    /** Says in the first that goes out to whom the answer was held, and in the last how many images were made for it. */
    private static final class AccountingCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
        private final String tenant;
        private boolean told;
        private int images;

        AccountingCall(ServerCall<Q, R> call, String tenant) {
            super(call);
            this.tenant = tenant;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            headers.put(TENANT, tenant);
            told = true;
            super.sendHeaders(headers);
        }

        @Override
        public void sendMessage(R message) {
            if (message instanceof ModelInferResponse inferred) {
                images = InferMessages.rows(inferred);
            }
            super.sendMessage(message);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (images > 0) {
                trailers.put(IMAGES, String.valueOf(images));
            }
            if (!told) {
                trailers.put(TENANT, tenant);
            }
            super.close(status, trailers);
        }
    }
}
