package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayException.Kind;
import dev.gantry.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Samples that go straight into a file, however many they are. */
public final class SampleFile {
    private static final Duration BEGIN_TIMEOUT = Duration.ofSeconds(90);

    private SampleFile() {}

    /**
     * Asks for samples and writes them to a file, which appears once they are whole.
     *
     * @param request a {@link dev.gantry.contracts.sampling.SampleRequest}
     * @throws GatewayException if there are none to be had, or the answer breaks off
     * @throws IOException if the file cannot be written
     */
    public static SampleOrigin save(GatewayClient client, String model, ObjectNode request, Path file)
            throws InterruptedException, IOException {
        HttpResponse<InputStream> answer = open(client, model, request);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = answer.body();
                OutputStream out = Files.newOutputStream(part)) {
            copy(in, out);
        } catch (GatewayException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return SampleOrigin.of(answer.headers());
    }

    private static HttpResponse<InputStream> open(GatewayClient client, String model, ObjectNode request)
            throws InterruptedException {
        HttpRequest post = client.request("/v1/models/" + model + "/samples")
                .header("Content-Type", "application/json")
                .timeout(BEGIN_TIMEOUT)
                .POST(BodyPublishers.ofByteArray(Json.bytes(request)))
                .build();
        try {
            HttpResponse<InputStream> answer = client.open(post, BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 300) {
                try (InputStream body = answer.body()) {
                    throw client.refusal(answer.statusCode(), body.readAllBytes());
                }
            }
            return answer;
        } catch (IOException e) {
            throw client.unreachable(e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            out.write(buffer, 0, read);
        }
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new GatewayException(
                    Kind.FAILED, "the platform broke off its answer before all samples were made: its log says why");
        }
    }
}
