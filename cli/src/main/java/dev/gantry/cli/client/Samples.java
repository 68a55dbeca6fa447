package dev.gantry.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.GatewayException.Kind;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.ScatterPlot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Pictures that a served model makes.
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
        JsonNode answer = SampleAnswer.ask(
                        client, model, Optional.of(SampleFormat.JSON), OptionalInt.of(count), seed, version)
                .document();
        return new Samples(
                answer.path("model").asText(),
                answer.path("version").asInt(),
                answer.path("seed").asLong(),
                pictures(answer.path("samples")));
    }

    /** The points of an answer in JSON as a scatter plot. */
    public static Picture plot(SampleAnswer answer) {
        JsonNode points = answer.document().path("samples");
        int dimensions = points.path(0).size();
        float[] values = new float[points.size() * dimensions];
        for (int i = 0; i < values.length; i++) {
            values[i] = points.path(i / dimensions).path(i % dimensions).floatValue();
        }
        return ScatterPlot.of(values, dimensions);
    }

    private static List<Picture> pictures(JsonNode samples) {
        List<Picture> pictures = new ArrayList<>();
        for (JsonNode sample : samples) {
            pictures.add(decode(sample));
        }
        return pictures;
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
