package dev.gantry.gateway.backends;

import dev.gantry.testkit.ByteMessages;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls of gRPC, and a server for them, whose messages are any bytes. */
public final class ByteCalls {
    private ByteCalls() {}

    /** A server that takes every call. */
    public static Server serve(ServerCallHandler<byte[], byte[]> handler) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .fallbackHandlerRegistry(new HandlerRegistry() {
                        @Override
                        public ServerMethodDefinition<byte[], byte[]> lookupMethod(
                                String method, @Nullable String authority) {
                            return ServerMethodDefinition.create(ByteMessages.unary(method), handler);
                        }
                    })
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with what it was sent, and keeps the metadata of the latest call. */
    public static ServerCallHandler<byte[], byte[]> echo(AtomicReference<Metadata> seen) {
        return (call, headers) -> {
            seen.set(headers);
            call.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    call.sendHeaders(new Metadata());
                    call.sendMessage(message);
                }

                @Override
                public void onHalfClose() {
                    call.close(io.grpc.Status.OK, new Metadata());
                }
            };
        };
    }

    public static byte[] call(Channel channel, CallOptions options, byte[] message) {
        return ClientCalls.blockingUnaryCall(channel, infer(), options, message);
    }

    /** Does not wait for the answer. */
    static Future<byte[]> begin(Channel channel, CallOptions options, byte[] message) {
        return ClientCalls.futureUnaryCall(channel.newCall(infer(), options), message);
    }

    private static MethodDescriptor<byte[], byte[]> infer() {
        return ByteMessages.unary("inference.GRPCInferenceService/ModelInfer");
    }
}
