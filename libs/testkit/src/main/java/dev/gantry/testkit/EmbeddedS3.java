package dev.gantry.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 server in this JVM over a folder, on loopback only. It checks signatures and honours {@code If-None-Match: *}.
 *
 * <p>Started again on the same folder, it serves the same objects.
 */
public final class EmbeddedS3 implements AutoCloseable {

    /** A signed, unchunked upload is held in memory up to this size, bytes. */
    private static final long MAX_UNCHUNKED_BYTES = 256L << 20;

    private final Path directory;
    private final boolean temporary;
    private final Credentials credentials;
    private final S3Proxy server;

    private EmbeddedS3(Path directory, boolean temporary, Credentials credentials, S3Proxy server) {
        this.directory = directory;
        this.temporary = temporary;
        this.credentials = credentials;
        this.server = server;
    }

    /** What a client signs its requests with. */
    public record Credentials(String accessKey, String secretKey) {

        /** Returns fresh random credentials. */
        public static Credentials random() {
            return new Credentials(randomHex(10), randomHex(20));
        }

        private static String randomHex(int bytes) {
            byte[] random = new byte[bytes];
            new SecureRandom().nextBytes(random);
            return HexFormat.of().formatHex(random);
        }

        @Override
        public String toString() {
            return "Credentials[accessKey=" + accessKey + "]";
        }
    }

    /** Starts a server on a free port with random credentials and a temporary folder, which {@link #close()} deletes. */
    public static EmbeddedS3 start() {
        return start(Directories.createTemporary("gantry-s3-"), true, 0, Credentials.random());
    }

    /**
     * Starts a server on the given folder.
     *
     * @param port the port to listen on, or 0 for a free one
     * @throws IllegalStateException if the server cannot start, say because the port is taken
     */
    public static EmbeddedS3 start(Path directory, int port, Credentials credentials) {
        return start(Directories.create(directory), false, port, credentials);
    }

    private static EmbeddedS3 start(Path directory, boolean temporary, int port, Credentials credentials) {
        QuietLogs.apply();
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                .v4MaxNonChunkedRequestSize(MAX_UNCHUNKED_BYTES)
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(16)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the S3 server on port " + port, e);
        }
        return new EmbeddedS3(directory, temporary, credentials, server);
    }

    /** Where clients connect: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public Credentials credentials() {
        return credentials;
    }

    /** Stops the server; deletes the folder if it was a temporary one. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the S3 server", e);
        }
        if (temporary) {
            Directories.delete(directory);
        }
    }
}
