package dev.gantry.platform.store;

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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One bucket's requests as the MinIO client makes them, each tried once. */
final class S3Bucket {
    private final MinioClient client;
    private final String name;

    S3Bucket(MinioClient client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    void ensure() throws MinioException {
        if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
            create();
        }
    }

    InputStream open(String key) throws MinioException {
        return client.getObject(GetObjectArgs.builder().bucket(name).object(key).build());
    }

    void put(String key, byte[] data, String contentType) throws MinioException {
        client.putObject(upload(key, data, contentType).build());
    }

    void put(String key, Path file, String contentType) throws MinioException, IOException {
        client.uploadObject(UploadObjectArgs.builder()
                .bucket(name)
                .object(key)
                .filename(file.toString())
                .contentType(contentType)
                .build());
    }

    /** @return whether there was no object */
    boolean putIfAbsent(String key, byte[] data, String contentType) throws MinioException {
        try {
            client.putObject(upload(key, data, contentType)
                    .headers(new Http.Headers("If-None-Match", "*"))
                    .build());
            return true;
        } catch (ErrorResponseException e) {
            if (StoreFailures.isPreconditionFailed(e)) {
                return false;
            }
            throw e;
        }
    }

    StoredObject stat(String key) throws MinioException {
        StatObjectResponse stat = client.statObject(
                StatObjectArgs.builder().bucket(name).object(key).build());
        return new StoredObject(key, stat.size(), stat.lastModified().toInstant());
    }

    /** @param recursive whether keys below the next slash come one by one, or as one item that ends with the slash */
    List<Item> list(String prefix, boolean recursive) throws MinioException {
        List<Item> items = new ArrayList<>();
        for (Result<Item> result : client.listObjects(ListObjectsArgs.builder()
                .bucket(name)
                .prefix(prefix)
                .recursive(recursive)
                .build())) {
            items.add(result.get());
        }
        return items;
    }

    void remove(String key) throws MinioException {
        client.removeObject(RemoveObjectArgs.builder().bucket(name).object(key).build());
    }

    private PutObjectArgs.Builder upload(String key, byte[] data, String contentType) {
        return PutObjectArgs.builder()
                .bucket(name)
                .object(key)
                .data(data, data.length)
                .contentType(contentType);
    }

    private void create() throws MinioException {
        try {
            client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
        } catch (ErrorResponseException e) {
            boolean createdByAnother = e.errorResponse().code().startsWith("BucketAlready");
            if (!createdByAnother) {
                throw e;
            }
        }
    }
}
