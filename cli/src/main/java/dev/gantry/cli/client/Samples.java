package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.client.GatewayException.Kind;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Samples of a served model.
 *
 * @param version  that made all of them
 * @param seed     that they came from, also when the server drew it
 * @param pictures in the order of their index
 */
public record Samples(String model, int version, long seed, List<Picture> pictures) {
    public Samples {
        pictures = List.copyOf(pictures);
    }

    /**
     * Asks for samples.
     *
     * @param seed    absent: the server draws one
     * @param version absent: the live one
     * @throws GatewayException if there are none to be had
     */
    public static Samples draw(GatewayClient client, String model, int count, OptionalLong seed, OptionalInt version)
            throws InterruptedException {
        ObjectNode request =
                JsonNodeFactory.instance.objectNode().put("format", "json").put("count", count);
        seed.ifPresent(value -> request.put("seed", value));
        version.ifPresent(value -> request.put("version", value));
        JsonNode answer = client.post("/v1/models/" + model + "/samples", request);
        List<Picture> pictures = new ArrayList<>();
        for (JsonNode sample : answer.path("samples")) {
            pictures.add(decode(sample));
        }
        return new Samples(
                answer.path("model").asText(),
                answer.path("version").asInt(),
                answer.path("seed").asLong(),
                pictures);
    }

    private static Picture decode(JsonNode png) {
        try {
            return PictureDecoder.decode(png.binaryValue(), PictureLimits.DEFAULT);
        } catch (PictureException e) {
            throw new GatewayException(Kind.FAILED, "a sample is no picture: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
