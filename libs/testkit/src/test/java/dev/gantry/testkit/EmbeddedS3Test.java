package dev.gantry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithObjectStore
class EmbeddedS3Test {

    @Test
    void conditionalPutOfAnExistingKeyIsRefused(EmbeddedS3 store, @UniqueName String bucket) throws Exception {
        MinioClient client = client(store, store.credentials());
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        putIfAbsent(client, bucket, "first");

        assertThatThrownBy(() -> putIfAbsent(client, bucket, "second"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.response().code()).isEqualTo(412));
        assertThat(get(client, bucket)).isEqualTo("first");
    }

    @Test
    void wrongSecretIsRefused(EmbeddedS3 store, @UniqueName String bucket) throws Exception {
        EmbeddedS3.Credentials forged =
                new EmbeddedS3.Credentials(store.credentials().accessKey(), "not-the-secret");
        MinioClient intruder = client(store, forged);
        assertThatThrownBy(() -> intruder.makeBucket(
                        MakeBucketArgs.builder().bucket(bucket).build()))
                .isInstanceOf(MinioException.class);
        MinioClient client = client(store, store.credentials());
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))
                .isFalse();
    }

    @Test
    void restartKeepsObjects(@TempDir Path directory) throws Exception {
        EmbeddedS3.Credentials credentials = EmbeddedS3.Credentials.random();
        try (EmbeddedS3 store = EmbeddedS3.start(directory, 0, credentials)) {
            MinioClient client = client(store, credentials);
            client.makeBucket(MakeBucketArgs.builder().bucket("kept").build());
            putIfAbsent(client, "kept", "before the restart");
        }
        try (EmbeddedS3 store = EmbeddedS3.start(directory, 0, credentials)) {
            MinioClient client = client(store, credentials);
            assertThat(get(client, "kept")).isEqualTo("before the restart");
        }
    }

    @Test
    void listsByPrefix(EmbeddedS3 store, @UniqueName String bucket) throws Exception {
        MinioClient client = client(store, store.credentials());
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        putIfAbsent(client, bucket, "x");
        List<String> keys = new ArrayList<>();
        for (var item : client.listObjects(ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix("folder/")
                .recursive(true)
                .build())) {
            keys.add(item.get().objectName());
        }
        assertThat(keys).containsExactly("folder/object.txt");
    }

    @Test
    void credentialsDoNotPrintTheirSecret() {
        EmbeddedS3.Credentials credentials = EmbeddedS3.Credentials.random();
        assertThat(credentials.toString()).doesNotContain(credentials.secretKey());
    }

    private static MinioClient client(EmbeddedS3 store, EmbeddedS3.Credentials credentials) {
        return MinioClient.builder()
                .endpoint(store.endpoint().toString())
                .region("us-east-1")
                .credentials(credentials.accessKey(), credentials.secretKey())
                .build();
    }

    private static void putIfAbsent(MinioClient client, String bucket, String text) throws MinioException {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        client.putObject(PutObjectArgs.builder()
                .bucket(bucket)
                .object("folder/object.txt")
                .headers(new Http.Headers("If-None-Match", "*"))
                .data(data, data.length)
                .build());
    }

    private static String get(MinioClient client, String bucket) throws Exception {
        try (var stream = client.getObject(GetObjectArgs.builder()
                .bucket(bucket)
                .object("folder/object.txt")
                .build())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
