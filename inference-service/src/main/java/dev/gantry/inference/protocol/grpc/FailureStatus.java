package dev.gantry.inference.protocol.grpc;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.service.http.GrpcStatus;
import dev.gantry.service.http.Problem;
import dev.gantry.serving.session.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Turns whatever a call throws into a status that says what the problem details of the same failure over HTTP say. */
@Singleton
public class FailureStatus implements ExceptionHandlerProvider {
    private static final Logger LOG = Logger.getLogger(FailureStatus.class);

    @Override
    public <Q, R> ExceptionHandler<Q, R> createHandler(
            ServerCall.Listener<Q> listener, ServerCall<Q, R> call, Metadata metadata) {
        return new ExceptionHandler<>(listener, call, metadata) {
            @Override
            protected void handleException(Throwable thrown, ServerCall<Q, R> failed, Metadata headers) {
                failed.close(of(thrown), new Metadata());
            }
        };
    }

    @Override
    public Throwable transform(Throwable thrown) {
        return of(thrown).asRuntimeException();
    }

    static Status of(Throwable thrown) {
        if (thrown instanceof StatusRuntimeException known) {
            return known.getStatus();
        }
        if (thrown instanceof StatusException known) {
            return known.getStatus();
        }
        if (thrown instanceof GantryException known) {
            return of(known);
        }
        LOG.errorf(thrown, "event=request-failed code=internal");
        return Status.INTERNAL.withDescription("the service failed; its log says why");
    }

    private static Status of(GantryException known) {
        Failure failure = known.failure();
        if (!(failure instanceof Failure.Rejected)) {
            LOG.warnf(known, "event=request-failed code=%s", failure.code());
        }
        Status status = failure.code().equals(Deadline.EXCEEDED)
                ? Status.DEADLINE_EXCEEDED
                : Status.fromCodeValue(GrpcStatus.of(Problem.of(failure).status()));
        return status.withDescription(failure.message());
    }
}
