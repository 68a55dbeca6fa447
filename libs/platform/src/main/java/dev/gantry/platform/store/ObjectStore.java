package dev.gantry.platform.store;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.tls.CertificateAuthorities;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * The platform's bucket in an S3-compatible store. It needs no more of the store than PUT, GET, HEAD, LIST, DELETE and
 * {@code If-None-Match: *}. Transient faults are tried again with back-off.
 *
 * <p>Every method throws a {@link GantryException}: retryable {@code store-unavailable} when the store stays out of reach, fatal
 * {@code store-access-denied} or {@code store-refused} when it does not take the credentials or the request. Safe for use by
 * several threads.
 */
public final class ObjectStore implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TRANSFER_TIMEOUT = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final S3Bucket bucket;
    private final Retries retries;

    private ObjectStore(OkHttpClient http, S3Bucket bucket, Retries retries) {
        this.http = http;
        this.bucket = bucket;
        this.retries = retries;
    }

    /** Prepares a client; nothing is sent before the first operation. */
    public static ObjectStore connect(StoreConnection connection, PrometheusRegistry registry) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(TRANSFER_TIMEOUT)
                .writeTimeout(TRANSFER_TIMEOUT);
        connection
                .caCertificates()
                .map(file -> CertificateAuthorities.of("gantry.store.ca-certificates", file))
                .ifPresent(authorities -> trust(authorities, builder));
        OkHttpClient http = builder.build();
        MinioClient client = MinioClient.builder()
                .endpoint(connection.endpoint().toString())
                .region(connection.region())
                .credentials(connection.accessKey(), connection.secretKey())
                .httpClient(http)
                .build();
        client.setRetry(null, null, null);
        return new ObjectStore(http, new S3Bucket(client, connection.bucket()), new Retries(registry));
    }

    private static void trust(X509TrustManager authorities, OkHttpClient.Builder client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {authorities}, null);
            client.sslSocketFactory(context.getSocketFactory(), authorities);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket.name();
    }

    /** Creates the bucket unless it exists. */
    public void ensureBucket() {
        run("ensure-bucket", bucket.name(), bucket::ensure);
    }

    /**
     * Reads a whole object.
     *
     * @return empty if there is none
     * @throws GantryException rejected, {@code too-large}, if the object has more than {@code maxBytes}
     */
    public Optional<byte[]> get(String key, int maxBytes) {
        return optional(() -> retries.run("get", key, attempt -> {
            try (InputStream in = bucket.open(key)) {
                byte[] data = in.readNBytes(maxBytes + 1);
                if (data.length > maxBytes) {
                    throw new Failure.Rejected(
                                    Failure.Rejected.TOO_LARGE, key + " has more than " + maxBytes + " bytes")
                            .asException();
                }
                return data;
            }
        }));
    }

    /**
     * Opens an object to be read as a stream, which the caller closes. Faults while reading are the stream's.
     *
     * @throws GantryException rejected, {@code not-found}
     */
    public InputStream open(String key) {
        return retries.run("open", key, attempt -> bucket.open(key));
    }

    /**
     * Downloads an object and lets it appear at {@code target} only when its digest is right.
     *
     * @param sha256 expected, lower-case hex
     * @throws GantryException rejected, {@code not-found} or {@code digest-mismatch}
     */
    public void download(String key, Path target, String sha256) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        run("download", key, () -> {
            try {
                downloadTo(part, key, sha256);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    /** Writes an object, over one that may be there. */
    public void put(String key, byte[] data, String contentType) {
        run("put", key, () -> bucket.put(key, data, contentType));
    }

    /** Writes a file's bytes as an object, over one that may be there. */
    public void put(String key, Path file, String contentType) {
        run("put", key, () -> bucket.put(key, file, contentType));
    }

    /**
     * Writes an object only if there is none, in one step.
     *
     * @return whether these bytes were written; false leaves the object as it was
     */
    public boolean putIfAbsent(String key, byte[] data, String contentType) {
        // A try that is repeated may have been stored although its answer was lost.
        return retries.run(
                "put-if-absent",
                key,
                attempt -> bucket.putIfAbsent(key, data, contentType) || (attempt > 1 && hasContent(key, data)));
    }

    /** Describes an object without reading it; empty if there is none. */
    public Optional<StoredObject> head(String key) {
        return optional(() -> retries.run("head", key, attempt -> bucket.stat(key)));
    }

    /** All objects whose key begins with the prefix, by key. */
    public List<StoredObject> list(String prefix) {
        return retries.run("list", prefix, attempt -> bucket.list(prefix, true).stream()
                .map(item -> new StoredObject(
                        item.objectName(), item.size(), item.lastModified().toInstant()))
                .toList());
    }

    /**
     * The names one level below a prefix that have something below them, without slashes.
     *
     * @param prefix ends with a slash
     */
    public List<String> folders(String prefix) {
        return retries.run("list", prefix, attempt -> bucket.list(prefix, false).stream()
                .map(Item::objectName)
                .filter(name -> name.endsWith("/"))
                .map(name -> name.substring(prefix.length(), name.length() - 1))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** Removes an object if it is there. */
    public void delete(String key) {
        run("delete", key, () -> bucket.remove(key));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private interface Action {
        void run() throws MinioException, IOException;
    }

    private void run(String name, String key, Action action) {
        retries.run(name, key, attempt -> {
            action.run();
            return key;
        });
    }

    private void downloadTo(Path part, String key, String sha256) throws MinioException, IOException {
        try (InputStream in = bucket.open(key);
                OutputStream out = Files.newOutputStream(part)) {
            String found = Sha256.copy(in, out);
            if (!found.equals(sha256)) {
                throw new Failure.Rejected(
                                StoreFailures.DIGEST_MISMATCH, key + " has SHA-256 " + found + ", not " + sha256)
                        .asException();
            }
        }
    }

    private boolean hasContent(String key, byte[] data) throws MinioException, IOException {
        try (InputStream in = bucket.open(key)) {
            return Arrays.equals(in.readNBytes(data.length + 1), data);
        }
    }

    private static <T> Optional<T> optional(Supplier<T> operation) {
        try {
            return Optional.of(operation.get());
        } catch (GantryException e) {
            if (e.getCause() instanceof Exception cause && StoreFailures.isMissing(cause)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
