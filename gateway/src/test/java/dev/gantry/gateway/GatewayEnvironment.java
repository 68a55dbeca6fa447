package dev.gantry.gateway;

import com.sun.net.httpserver.HttpServer;
import dev.gantry.gateway.backends.ByteCalls;
import dev.gantry.gateway.oidc.TestIssuer;
import dev.gantry.platform.store.Sha256;
import io.grpc.Server;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A key file, and one server that stands for both services behind the gateway, see {@link StandIn}. */
public final class GatewayEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "a-key-for-tests-0123456789";
    public static final String OTHER_KEY = "another-key-for-tests-0123456789";

    /** A model of pictures. */
    public static final String PAINTED = "painted";
    /** A model of points. */
    public static final String PLOTTED = "plotted";
    /** A model whose newest version does not load. */
    public static final String HALF_SERVED = "half-served";
    /** A PNG of 2 × 2 pixels. */
    public static final byte[] PICTURE = picture();

    /** A key of the tenant acme with every scope. */
    public static final String ACME_KEY = "a-key-of-acme-0123456789";
    /** A key of the tenant acme that may only look. */
    public static final String ACME_VISITOR_KEY = "a-key-of-a-visitor-0123456789";

    /** A key of the tenant {@code busy}, which may have one job at once. */
    public static final String ONE_JOB_KEY = "a-key-of-one-job-0123456789";
    /** A key of the tenant {@code slow}, which may make three requests a minute. */
    public static final String THREE_REQUESTS_KEY = "a-key-of-three-requests-0123456789";
    /** A key of the tenant {@code narrow}, which may move a hundred bytes a day. */
    public static final String HUNDRED_BYTES_KEY = "a-key-of-a-hundred-bytes-0123456789";

    /** A key of the tenant {@code stuck}, which may have no job. */
    public static final String NO_JOB_KEY = "a-key-of-no-job-0123456789";

    /** A key of the tenant {@code drawn}, which may have sixty images sampled in a minute. */
    public static final String SIXTY_IMAGES_KEY = "a-key-of-sixty-images-0123456789";

    private @Nullable HttpServer backend;
    private @Nullable Server calls;
    private @Nullable TestIssuer issuer;
    private @Nullable Path keyFile;
    private @Nullable Path accessFile;

    @Override
    public Map<String, String> start() {
        try {
            Path keys = Files.createTempFile("gantry-api-key-", "");
            keyFile = keys;
            Files.writeString(keys, KEY + "\n\n" + OTHER_KEY + "\n");
            Path access = Files.createTempFile("gantry-access-", ".json");
            accessFile = access;
            Files.writeString(access, access());
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            backend = server;
            server.createContext("/", StandIn::answer);
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Server echo = ByteCalls.serve(ByteCalls.echo(new AtomicReference<>()));
            calls = echo;
            TestIssuer people = TestIssuer.start(0);
            issuer = people;
            return Map.ofEntries(
                    Map.entry("gantry.gateway.api-key-file", keys.toString()),
                    Map.entry("gantry.gateway.access-file", access.toString()),
                    Map.entry("gantry.gateway.caller-key", "${gantry.signing.private-key}"),
                    Map.entry("gantry.gateway.inference-url", url),
                    Map.entry("gantry.gateway.inference-grpc-url", "http://127.0.0.1:" + echo.getPort()),
                    Map.entry("gantry.gateway.detector-url", url),
                    Map.entry("gantry.gateway.heartbeat", "200ms"),
                    Map.entry("gantry.gateway.oidc.issuer", people.url()),
                    Map.entry("gantry.gateway.oidc.audience", TestIssuer.AUDIENCE),
                    Map.entry("gantry.gateway.oidc.operator-tenant", "all-tenants"),
                    Map.entry("quarkus.http.test-port", "0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(issuer, new TestInjector.MatchesType(TestIssuer.class));
    }

    private static byte[] picture() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (backend != null) {
            backend.stop(0);
        }
        if (calls != null) {
            calls.shutdownNow();
        }
        if (issuer != null) {
            issuer.stop();
        }
        if (keyFile != null) {
            keyFile.toFile().delete();
        }
        if (accessFile != null) {
            accessFile.toFile().delete();
        }
    }

    private static String access() {
        return """
            {"tenants": [
               {"name": "acme", "models": ["acme-"], "data": ["s3://gantry/data/acme/"]},
               {"name": "umbrella", "models": ["umbrella-"]},
               {"name": "busy", "models": ["busy-"], "data": ["s3://gantry/data/busy/"], "limits": {"jobsAtOnce": 1}},
               {"name": "slow", "models": ["slow-"], "limits": {"requestsPerMinute": 3}},
               {"name": "narrow", "models": ["narrow-"], "limits": {"bytesPerDay": 100}},
               {"name": "stuck", "models": ["stuck-"], "data": ["s3://gantry/data/stuck/"], "limits": {"jobsAtOnce": 0}},
               {"name": "drawn", "models": ["drawn-"], "limits": {"imagesPerMinute": 60}}],
             "keys": [
               {"id": "acme-robot", "tenant": "acme", "sha256": "%s",
                "scopes": ["submit", "sample", "detect", "administer"]},
               {"id": "acme-visitor", "tenant": "acme", "sha256": "%s", "scopes": []},
               {"id": "busy", "tenant": "busy", "sha256": "%s", "scopes": ["submit"]},
               {"id": "slow", "tenant": "slow", "sha256": "%s", "scopes": [], "expires": "2099-01-01T00:00:00Z"},
               {"id": "narrow", "tenant": "narrow", "sha256": "%s", "scopes": ["sample"]},
               {"id": "stuck", "tenant": "stuck", "sha256": "%s", "scopes": ["submit"]},
               {"id": "drawn", "tenant": "drawn", "sha256": "%s", "scopes": ["sample"]}]}
            """.formatted(Stream.of(
                        ACME_KEY,
                        ACME_VISITOR_KEY,
                        ONE_JOB_KEY,
                        THREE_REQUESTS_KEY,
                        HUNDRED_BYTES_KEY,
                        NO_JOB_KEY,
                        SIXTY_IMAGES_KEY)
                .map(key -> Sha256.of(Api.utf8(key)))
                .toArray());
    }
}
