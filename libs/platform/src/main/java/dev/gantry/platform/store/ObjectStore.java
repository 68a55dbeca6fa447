package dev.gantry.platform.store;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final MinioClient client;
    private final String bucket;
    private final Retries retries;

    private ObjectStore(OkHttpClient http, MinioClient client, String bucket, Retries retries) {
        this.http = http;
        this.client = client;
        this.bucket = bucket;
        this.retries = retries;
    }

    /** Prepares a client; nothing is sent before the first operation. */
    public static ObjectStore connect(StoreConnection connection, PrometheusRegistry registry) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(TRANSFER_TIMEOUT)
                .writeTimeout(TRANSFER_TIMEOUT)
                .build();
        MinioClient client = MinioClient.builder()
                .endpoint(connection.endpoint().toString())
                .region(connection.region())
                .credentials(connection.accessKey(), connection.secretKey())
                .httpClient(http)
                .build();
        client.setRetry(null, null, null);
        return new ObjectStore(http, client, connection.bucket(), new Retries(registry));
    }

    public String bucket() {
        return bucket;
    }

    /** Creates the bucket unless it exists. */
    public void ensureBucket() {
        retries.run("ensure-bucket", bucket, attempt -> {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                createBucket();
            }
            return bucket;
        });
    }

    /**
     * Reads a whole object.
     *
     * @return empty if there is none
     * @throws GantryException rejected, {@code too-large}, if the object has more than {@code maxBytes}
     */
    public Optional<byte[]> get(String key, int maxBytes) {
        return optional(() -> retries.run("get", key, attempt -> {
            try (InputStream in = request(key)) {
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
        return retries.run("open", key, attempt -> request(key));
    }

    /**
     * Downloads an object and lets it appear at {@code target} only when its digest is right.
     *
     * @param sha256 expected, lower-case hex
     * @throws GantryException rejected, {@code not-found} or {@code digest-mismatch}
     */
    public void download(String key, Path target, String sha256) {
        retries.run("download", key, attempt -> {
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try (InputStream in = request(key);
                    OutputStream out = Files.newOutputStream(part)) {
                String found = Sha256.copy(in, out);
                if (!found.equals(sha256)) {
                    throw new Failure.Rejected(
                                    StoreFailures.DIGEST_MISMATCH, key + " has SHA-256 " + found + ", not " + sha256)
                            .asException();
                }
            }
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    /** Writes an object, over one that may be there. */
    public void put(String key, byte[] data, String contentType) {
        retries.run(
                "put",
                key,
                attempt -> client.putObject(upload(key, data, contentType).build()));
    }

    /** Writes a file's bytes as an object, over one that may be there. */
    public void put(String key, Path file, String contentType) {
        retries.run(
                "put",
                key,
                attempt -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .filename(file.toString())
                        .contentType(contentType)
                        .build()));
    }

    /**
     * Writes an object only if there is none, in one step.
     *
     * @return whether these bytes were written; false leaves the object as it was
     */
    public boolean putIfAbsent(String key, byte[] data, String contentType) {
        return retries.run("put-if-absent", key, attempt -> {
            try {
                client.putObject(upload(key, data, contentType)
                        .headers(new Http.Headers("If-None-Match", "*"))
                        .build());
                return true;
            } catch (ErrorResponseException e) {
                if (!StoreFailures.isPreconditionFailed(e)) {
                    throw e;
                }
                // An earlier try may have been stored although its answer was lost.
                return attempt > 1 && hasContent(key, data);
            }
        });
    }

    /** Describes an object without reading it; empty if there is none. */
    public Optional<StoredObject> head(String key) {
        return optional(() -> retries.run("head", key, attempt -> {
            StatObjectResponse stat = client.statObject(
                    StatObjectArgs.builder().bucket(bucket).object(key).build());
            return new StoredObject(key, stat.size(), stat.lastModified().toInstant());
        }));
    }

    /** All objects whose key begins with the prefix, by key. */
    public List<StoredObject> list(String prefix) {
        return retries.run("list", prefix, attempt -> items(prefix, true).stream()
                .map(item -> new StoredObject(item.objectName(), item.size(), lastModified(item)))
                .toList());
    }

    /**
     * The names one level below a prefix that have something below them, without slashes.
     *
     * @param prefix ends with a slash
     */
    public List<String> folders(String prefix) {
        return retries.run("list", prefix, attempt -> items(prefix, false).stream()
                .map(Item::objectName)
                .filter(name -> name.endsWith("/"))
                .map(name -> name.substring(prefix.length(), name.length() - 1))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** Removes an object if it is there. */
    public void delete(String key) {
        retries.run("delete", key, attempt -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return key;
        });
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private InputStream request(String key) throws MinioException {
        return client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(key).build());
    }

    private PutObjectArgs.Builder upload(String key, byte[] data, String contentType) {
        return PutObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .data(data, data.length)
                .contentType(contentType);
    }

    private boolean hasContent(String key, byte[] data) throws MinioException, IOException {
        try (InputStream in = request(key)) {
            return Arrays.equals(in.readNBytes(data.length + 1), data);
        }
    }

    private List<Item> items(String prefix, boolean recursive) throws MinioException {
        List<Item> items = new ArrayList<>();
        for (Result<Item> result : client.listObjects(ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix)
                .recursive(recursive)
                .build())) {
            items.add(result.get());
        }
        return items;
    }

    private void createBucket() throws MinioException {
        try {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        } catch (ErrorResponseException e) {
            boolean createdByAnother = e.errorResponse().code().startsWith("BucketAlready");
            if (!createdByAnother) {
                throw e;
            }
        }
    }

    private static Instant lastModified(Item item) {
        return item.lastModified().toInstant();
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
