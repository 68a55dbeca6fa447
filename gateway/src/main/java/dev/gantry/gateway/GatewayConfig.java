package dev.gantry.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the gateway. At least one key is needed, from any place. */
@ConfigMapping(prefix = "gantry.gateway")
public interface GatewayConfig {
    /** An API key. */
    Optional<String> apiKey();

    /** A file with an API key on each line; read again when it changes. */
    Optional<Path> apiKeyFile();

    /** A file with tenants and the keys of callers, as the schema AccessDocument has it; read again when it changes. */
    Optional<Path> accessFile();

    /**
     * A file with the private key, Ed25519 in PEM, that requests are signed by that are passed on; read again when it changes. Without
     * one nothing of a tenant's is passed on.
     */
    Optional<Path> callerKey();

    /** Base URL of the inference service. */
    @WithDefault("http://127.0.0.1:18082")
    URI inferenceUrl();

    /** Where the inference service answers gRPC; HTTP/2 without an upgrade. */
    @WithDefault("http://127.0.0.1:18084")
    URI inferenceGrpcUrl();

    /** Base URL of the detector service. */
    @WithDefault("http://127.0.0.1:18083")
    URI detectorUrl();

    /** How long a service behind the gateway may take to accept a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a service behind the gateway may stay silent while it answers. */
    @WithDefault("60s")
    Duration backendTimeout();

    /** Largest body that is passed on, bytes. */
    @WithDefault("16777216")
    long maxBodyBytes();

    /** Time between two signs of life on an event stream. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Jobs kept in memory, each with up to 512 events of about 1 KiB; ended ones are forgotten first. */
    @WithDefault("1000")
    int maxJobs();
}
