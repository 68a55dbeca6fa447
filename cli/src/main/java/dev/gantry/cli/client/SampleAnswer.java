package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.imaging.PictureFormat;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Samples of a served model as the platform hands them over.
 *
 * @param content in the format that was asked for
 * @param headers say which version and seed they are of
 */
// Bulk bytes, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SampleAnswer(byte[] content, HttpHeaders headers) {

    /**
     * Asks for samples.
     *
     * @param format  absent: what suits the samples, one PNG with all pictures, or JSON of points
     * @param count   absent: as many as suit the format
     * @param seed    absent: the server draws one
     * @param version absent: the live one
     * @throws GatewayException if there are none to be had
     */
    public static SampleAnswer ask(
            GatewayClient client,
            String model,
            Optional<SampleFormat> format,
            OptionalInt count,
            OptionalLong seed,
            OptionalInt version)
            throws InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        format.ifPresent(value -> request.put("format", value.toString()));
        count.ifPresent(value -> request.put("count", value));
        seed.ifPresent(value -> request.put("seed", value));
        version.ifPresent(value -> request.put("version", value));
        return ask(client, model, request);
    }

    /**
     * Asks for samples.
     *
     * @param request a {@link dev.gantry.contracts.sampling.SampleRequest}
     * @throws GatewayException if there are none to be had
     */
    public static SampleAnswer ask(GatewayClient client, String model, ObjectNode request) throws InterruptedException {
        HttpResponse<byte[]> answer =
                client.post("/v1/models/" + model + "/samples", "application/json", Json.bytes(request));
        return new SampleAnswer(answer.body(), answer.headers());
    }

    /** @throws GatewayException if the answer does not say it */
    public SampleOrigin origin() {
        return SampleOrigin.of(headers);
    }

    /** Whether it is one picture. */
    public boolean isPng() {
        return PictureFormat.sniff(content)
                .filter(found -> found == PictureFormat.PNG)
                .isPresent();
    }

    /** An answer in JSON, whose {@code samples} are a PNG in base64 for each picture, or a list of numbers for each point. */
    JsonNode document() {
        try {
            return Json.readTree(content);
        } catch (GantryException e) {
            throw new GatewayException(GatewayException.Kind.FAILED, "the samples are no JSON: " + e.getMessage());
        }
    }
}
