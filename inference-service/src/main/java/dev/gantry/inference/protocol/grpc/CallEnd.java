package dev.gantry.inference.protocol.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Watches one call for its end, which comes once. */
final class CallEnd {
    private final Consumer<Status.Code> told;
    private final AtomicBoolean over = new AtomicBoolean();

    CallEnd(Consumer<Status.Code> told) {
        this.told = told;
    }

    <Q, R> ServerCall<Q, R> of(ServerCall<Q, R> call) {
        return new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                with(status.getCode());
                super.close(status, trailers);
            }
        };
    }

    <Q> ServerCall.Listener<Q> of(ServerCall.Listener<Q> listener) {
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onCancel() {
                with(Status.Code.CANCELLED);
                super.onCancel();
            }

            /** Of a call that was not closed here: the server itself does so when it cannot read a message. */
            @Override
            public void onComplete() {
                with(Status.Code.UNKNOWN);
                super.onComplete();
            }
        };
    }

    private void with(Status.Code code) {
        if (over.compareAndSet(false, true)) {
            told.accept(code);
        }
    }
}
