package dev.gantry.inference.protocol.grpc;

import dev.gantry.testkit.ByteMessages;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;

/** Calls whose messages are any bytes. */
final class ByteCalls {
    private ByteCalls() {}

    static byte[] call(Channel channel, String method, byte[] message) {
        return ClientCalls.blockingUnaryCall(
                channel,
                ByteMessages.unary(method),
                CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                message);
    }
}
