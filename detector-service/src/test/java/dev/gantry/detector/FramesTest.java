package dev.gantry.detector;

import static dev.gantry.detector.TinyDetector.flatPng;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.gantry.contracts.GantryException;
import dev.gantry.detector.judge.JudgingPool;
import dev.gantry.detector.judge.JudgingPool.Lane;
import dev.gantry.serving.session.Deadline;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FramesTest extends DetectorServiceTest {
    @Inject
    JudgingPool pool;

    @Test
    void everyFrameOfAGifIsJudgedAndTheyAreSummedUp() throws IOException {
        double black = 200 / 201.0;

        post(gif(0, 0, 128, 0))
                .statusCode(200)
                .header("Gantry-Images", "4")
                .body("results.file", equalTo(List.of("0", "1", "2", "3")))
                .body(
                        "results.verdict.verdict",
                        equalTo(List.of("LIKELY_SYNTHETIC", "LIKELY_SYNTHETIC", "NO_EVIDENCE", "LIKELY_SYNTHETIC")))
                .body("results[0].verdict.picture.format", equalTo("gif"))
                .body("results[0].verdict.picture.width", equalTo(28))
                .body("summary.judged", equalTo(4))
                .body("summary.shareSynthetic", equalTo(0.75f))
                .body("summary.maxProbability.toDouble()", closeTo(black, 1e-6))
                .body("summary.meanProbability.toDouble()", closeTo(0.75 * black, 0.02))
                .body("summary.segments.first", equalTo(List.of(0, 3)))
                .body("summary.segments.last", equalTo(List.of(1, 3)));
    }

    @Test
    void slowAnimationsKeepNoSinglePictureAndNoHeatmapWaiting() throws IOException, InterruptedException {
        CompletableFuture<Void> release = new CompletableFuture<>();
        try {
            fill(Lane.FRAMES, release);

            post(gif(0)).statusCode(429);
            for (String path : List.of("/v1/detections", "/v1/detections/heatmap")) {
                given().queryParam("model", MODEL)
                        .contentType("image/png")
                        .body(flatPng(0))
                        .post(path)
                        .then()
                        .statusCode(200);
            }
        } finally {
            release.complete(null);
        }
    }

    @Test
    void filesOfAZipAreFramesInTheOrderOfTheirNames() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("film/", new byte[0]);
        files.put("film/2.png", flatPng(128));
        files.put("film/3.txt", "no picture".getBytes(StandardCharsets.US_ASCII));
        files.put("film/1.png", flatPng(0));
        files.put("film/.DS_Store", new byte[9]);
        files.put("__MACOSX/film/1.png", new byte[9]);

        post(zip(files))
                .statusCode(200)
                .body("results.file", equalTo(List.of("film/1.png", "film/2.png", "film/3.txt")))
                .body("results[0].verdict.verdict", equalTo("LIKELY_SYNTHETIC"))
                .body("results[1].verdict.verdict", equalTo("NO_EVIDENCE"))
                .body("results[2].verdict", nullValue())
                .body("results[2].problem.code", equalTo("unsupported-media-type"))
                .body("summary.judged", equalTo(2))
                .body("summary.shareSynthetic", equalTo(0.5f))
                .body("summary.segments", hasSize(1));
    }

    @Test
    void aZipThatUnpacksToMoreThanItsLimitIsRefused() throws IOException {
        byte[] bomb = zip(Map.of("a.png", new byte[(32 << 20) + 1]));
        byte[] hidden = zip(Map.of("folder/", new byte[(32 << 20) + 1]));

        for (byte[] file : List.of(bomb, hidden)) {
            post(file)
                    .statusCode(413)
                    .body("violations[0].field", equalTo("file.inflated"))
                    .body("violations[0].accepted", equalTo("at most 33554432"));
        }
    }

    @Test
    void moreFramesThanAreAcceptedAreRefused() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 257; i++) {
            files.put(i + ".png", new byte[1]);
        }

        post(zip(files))
                .statusCode(413)
                .body("violations[0].field", equalTo("file.frames"))
                .body("violations[0].accepted", equalTo("at most 256"));
    }

    @Test
    void theSizeOfAGifIsReadBeforeItIsDecoded() throws IOException {
        byte[] gif = gif(0);
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 60_000)
                .putShort(8, (short) 60_000);

        post(gif)
                .statusCode(413)
                .body("violations[0].field", equalTo("file.pixels"))
                .body("violations[0].value", equalTo("60000x60000x1"));
    }

    @Test
    void whatIsWrongWithTheWholeEndsIt() throws IOException {
        byte[] zip = zip(Map.of("a.png", flatPng(0)));

        post(flatPng(0))
                .statusCode(415)
                .body("violations[0].field", equalTo("file.signature"))
                .body("violations[0].accepted", equalTo("GIF or ZIP"));
        post(Arrays.copyOf(zip, zip.length / 3)).statusCode(400).body("violations[0].field", equalTo("file.data"));
        post(Arrays.copyOf(gif(0, 0), 900)).statusCode(400).body("violations[0].field", equalTo("file.data"));
        post(zip(Map.of("folder/", new byte[0])))
                .statusCode(400)
                .body("violations[0].field", equalTo("file.frames"))
                .body("violations[0].accepted", equalTo("1 to 256"));
        given().queryParam("model", "nobody")
                .body(zip)
                .post("/v1/detections/frames")
                .then()
                .statusCode(404);
    }

    /** Two threads are at work, and eight tasks wait. */
    private void fill(Lane lane, CompletableFuture<Void> release) throws InterruptedException {
        for (int taken = 0; taken < 10; ) {
            try {
                var unused = pool.submit(lane, Deadline.in(Duration.ofMinutes(1)), release::join);
                taken++;
            } catch (GantryException e) {
                Thread.sleep(1); // the threads have not yet taken what waits
            }
        }
    }

    private static ValidatableResponse post(byte[] file) {
        return given().queryParam("model", MODEL)
                .contentType("application/octet-stream")
                .body(file)
                .post("/v1/detections/frames")
                .then();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gif(int... tones) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int tone : tones) {
                BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
                int[] row = new int[28 * 28];
                Arrays.fill(row, tone);
                image.getRaster().setSamples(0, 0, 28, 28, 0, row);
                writer.writeToSequence(new IIOImage(image, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
