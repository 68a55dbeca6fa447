package dev.gantry.benchmarks;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.sampling.LatentSampler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** A request of the Open Inference Protocol for samples of a generator, with tensors as bytes both ways. */
final class TensorRequest {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final HttpClient http;
    private final HttpRequest request;
    private final int answerBytes;

    /**
     * @param server      an inference service
     * @param rows        samples of a request
     * @param imageValues of one sample
     */
    TensorRequest(HttpClient http, URI server, String model, int rows, int latent, int imageValues) {
        this.http = http;
        this.answerBytes = rows * imageValues * Float.BYTES;
        float[] z = LatentSampler.draw(1, 0, rows, latent);
        byte[] json = Json.bytes(Map.of(
                "inputs",
                List.of(Map.of(
                        "name",
                        "z",
                        "datatype",
                        "FP32",
                        "shape",
                        List.of(rows, latent),
                        "parameters",
                        Map.of("binary_data_size", z.length * Float.BYTES))),
                "parameters",
                Map.of("binary_data_output", true)));
        ByteBuffer body = ByteBuffer.allocate(json.length + z.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(json);
        body.asFloatBuffer().put(z);
        request = HttpRequest.newBuilder(server.resolve("/v2/models/" + model + "/infer"))
                .header("Content-Type", "application/octet-stream")
                .header(JSON_LENGTH, String.valueOf(json.length))
                .POST(BodyPublishers.ofByteArray(body.array()))
                .build();
    }

    /** @return whether the answer is a whole one */
    boolean send() throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            long json = answer.headers().firstValueAsLong(JSON_LENGTH).orElse(-1);
            return answer.statusCode() == 200 && answer.body().length == json + answerBytes;
        } catch (IOException e) {
            return false;
        }
    }
}
