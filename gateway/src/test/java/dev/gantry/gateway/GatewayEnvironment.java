package dev.gantry.gateway;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key file, and one server that stands for both services behind the gateway: it answers with what it was asked. */
public final class GatewayEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String KEY = "a-key-for-tests-0123456789";
    public static final String OTHER_KEY = "another-key-for-tests-0123456789";

    private @Nullable HttpServer backend;
    private @Nullable Path keyFile;

    @Override
    public Map<String, String> start() {
        try {
            Path keys = Files.createTempFile("gantry-api-key-", "");
            keyFile = keys;
            Files.writeString(keys, KEY + "\n\n" + OTHER_KEY + "\n");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            backend = server;
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "text/x-echo");
                exchange.getResponseHeaders()
                        .add("X-Asked", exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of(
                    "gantry.gateway.api-key-file",
                    keys.toString(),
                    "gantry.gateway.inference-url",
                    url,
                    "gantry.gateway.detector-url",
                    url,
                    "gantry.gateway.heartbeat",
                    "200ms",
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (backend != null) {
            backend.stop(0);
        }
        if (keyFile != null) {
            keyFile.toFile().delete();
        }
    }
}
