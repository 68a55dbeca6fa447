package dev.gantry.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.platform.tls.CertificateAuthorities;
import dev.gantry.testkit.EmbeddedS3.Credentials;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthoritiesTest {
    private final Credentials credentials = Credentials.random();

    @TempDir
    Path directory;

    @Test
    void aStoreIsTrustedByTheAuthorityThatIsNamed() throws Exception {
        Path keys = directory.resolve("keys.p12");
        Path certificate = directory.resolve("ca.crt");
        keytool(keys, "-genkeypair", "-alias", "s3", "-keyalg", "EC", "-dname", "CN=s3", "-ext", "SAN=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-alias", "s3", "-rfc", "-file", certificate.toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(
                        Files.createDirectory(directory.resolve("objects")).toString()))
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(keys.toString(), "changeit")
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                .build();
        server.start();
        try (ObjectStore store = connect(server, Optional.of(certificate));
                ObjectStore distrustful = connect(server, Optional.empty())) {
            store.ensureBucket();
            store.put("a", new byte[] {1}, "application/octet-stream");

            assertThat(store.get("a", 1)).contains(new byte[] {1});
            assertThatThrownBy(() -> distrustful.get("a", 1))
                    .hasMessageContaining("unable to find valid certification path");
        } finally {
            server.stop();
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws IOException {
        Path file = directory.resolve("ca.crt");

        assertThatThrownBy(() -> CertificateAuthorities.of("gantry.store.ca-certificates", file))
                .hasMessageContaining("gantry.store.ca-certificates is " + file);
        Files.createFile(file);
        assertThatThrownBy(() -> CertificateAuthorities.of("gantry.store.ca-certificates", file))
                .hasMessageContaining("gantry.store.ca-certificates is " + file);
        Files.writeString(file, "no certificate");
        assertThatThrownBy(() -> CertificateAuthorities.of("gantry.store.ca-certificates", file))
                .hasMessageContaining("gantry.store.ca-certificates is " + file);
    }

    private ObjectStore connect(S3Proxy server, Optional<Path> caCertificates) {
        return ObjectStore.connect(
                new StoreConnection(
                        URI.create("https://127.0.0.1:" + server.getSecurePort()),
                        credentials.accessKey(),
                        credentials.secretKey(),
                        "bucket",
                        "us-east-1",
                        caCertificates),
                new PrometheusRegistry());
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", "changeit"));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
