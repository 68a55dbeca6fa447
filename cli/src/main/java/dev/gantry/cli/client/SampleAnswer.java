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
import java.util.Locale;
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
public record SampleAnswer(String model, byte[] content, HttpHeaders headers) {

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
        format.ifPresent(value -> request.put("format", name(value)));
        count.ifPresent(value -> request.put("count", value));
        seed.ifPresent(value -> request.put("seed", value));
        version.ifPresent(value -> request.put("version", value));
        HttpResponse<byte[]> answer =
                client.post("/v1/models/" + model + "/samples", "application/json", Json.bytes(request));
        return new SampleAnswer(model, answer.body(), answer.headers());
    }

    /** As requests and file names have it. */
    public static String name(SampleFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** The version that made all of them. */
    public int version() {
        return Integer.parseInt(header("Gantry-Version"));
    }

    /** The seed that they came from, also when the server drew it. */
    public long seed() {
        return Long.parseLong(header("Gantry-Seed"));
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

    private String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(() -> new GatewayException(
                        GatewayException.Kind.FAILED, "the answer has no header " + name + ": is it a gateway?"));
    }
}
