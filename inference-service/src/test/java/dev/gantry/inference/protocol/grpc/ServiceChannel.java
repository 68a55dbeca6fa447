package dev.gantry.inference.protocol.grpc;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import org.eclipse.microprofile.config.ConfigProvider;

/** Channels to the service under test. */
final class ServiceChannel {
    private ServiceChannel() {}

    static ManagedChannel open() {
        return ManagedChannelBuilder.forAddress(
                        "127.0.0.1",
                        ConfigProvider.getConfig().getValue("quarkus.grpc.server.test-port", Integer.class))
                .usePlaintext()
                .build();
    }
}
