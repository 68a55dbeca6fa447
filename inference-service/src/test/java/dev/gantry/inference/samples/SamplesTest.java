package dev.gantry.inference.samples;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.gantry.contracts.detection.Verdict.Origin;
import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureGrid;
import dev.gantry.imaging.PixelScale;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.origin.OriginReader;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class SamplesTest {
    private static final String MODEL = "samples";
    private static final SampleClient CLIENT = new SampleClient(MODEL);
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);

    @Inject
    TestPlatform platform;

    @Inject
    SigningKey key;

    @BeforeEach
    void serve() {
        if (given().get("/v1/models/" + MODEL).statusCode() != 200) {
            platform.serve(MODEL, GENERATOR);
        }
    }

    @Test
    void gridHoldsTheSamplesRowByRow() throws Exception {
        Response grid = CLIENT.sample("{'count': 5, 'seed': 7}");
        assertThat(grid.contentType()).isEqualTo("image/png");
        assertThat(SampleClient.picture(grid.asByteArray())).isEqualTo(PictureGrid.tile(expected(7, 5), 3));
        assertThat(grid.header("Gantry-Model")).isEqualTo(MODEL);
        assertThat(grid.header("Gantry-Version")).isEqualTo("1");
        assertThat(grid.header("Gantry-Seed")).isEqualTo("7");
        assertThat(grid.header("Gantry-Images")).isEqualTo("5");
    }

    @Test
    void pngIsTheFirstSampleOfItsSeed() throws Exception {
        Response png = CLIENT.sample("{'format': 'png', 'seed': 7}");
        assertThat(SampleClient.picture(png.asByteArray()))
                .isEqualTo(expected(7, 1).get(0));
    }

    @Test
    void jsonHoldsEachSampleAsPng() throws Exception {
        Response json = CLIENT.sample("{'format': 'json', 'seed': 3, 'count': 70}");
        json.then()
                .contentType(ContentType.JSON)
                .body("model", equalTo(MODEL))
                .body("version", equalTo(1))
                .body("seed", equalTo(3))
                .body("samples", hasSize(70));
        List<Picture> wanted = expected(3, 70);
        List<String> samples = json.jsonPath().getList("samples");
        for (int i = 0; i < 70; i++) {
            assertThat(SampleClient.picture(Base64.getDecoder().decode(samples.get(i))))
                    .isEqualTo(wanted.get(i));
        }
    }

    @Test
    void everyPictureSaysWhereItComesFrom() throws Exception {
        OriginReader reader = new OriginReader(key::trusted);
        List<byte[]> pictures = List.of(
                CLIENT.sample("{'format': 'png', 'seed': 7}").asByteArray(),
                CLIENT.sample("{'format': 'grid', 'seed': 7}").asByteArray(),
                Base64.getDecoder()
                        .decode(CLIENT.sample("{'format': 'json', 'seed': 7}")
                                .jsonPath()
                                .getString("samples[1]")));

        for (byte[] png : pictures) {
            Origin origin = reader.read(png, SampleClient.picture(png)).orElseThrow();
            assertThat(origin.status()).isEqualTo(Origin.Status.VALID);
            assertThat(origin.mark().orElseThrow().model()).isEqualTo(MODEL);
        }
    }

    @Test
    void deterministicRequestsGiveTheSameBytesWhateverElseIsAskedFor() throws Exception {
        String request = "{'seed': 11, 'count': 23, 'deterministic': true, 'priority': 'high'}";
        byte[] first = CLIENT.sample(request).asByteArray();
        ExecutorService others = Executors.newFixedThreadPool(4);
        try {
            List<Future<Response>> busy = IntStream.range(0, 40)
                    .mapToObj(seed -> others.submit(() -> CLIENT.sample("{'seed': " + seed + ", 'count': 9}")))
                    .toList();
            for (int i = 0; i < 5; i++) {
                assertThat(CLIENT.sample(request).asByteArray()).isEqualTo(first);
            }
            for (Future<Response> other : busy) {
                other.get();
            }
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void pieceOfASeedIsWhatTheWholeHasThere() throws Exception {
        Picture grid = SampleClient.picture(CLIENT.sample("{'seed': 7, 'first': 3, 'count': 4, 'columns': 4}")
                .asByteArray());
        assertThat(grid).isEqualTo(PictureGrid.tile(expected(7, 7).subList(3, 7), 4));
    }

    @Test
    void lessTruncationComesNearerToTheMiddle() throws Exception {
        Picture usual = SampleClient.picture(
                CLIENT.sample("{'seed': 7, 'format': 'png'}").asByteArray());
        Picture middle = SampleClient.picture(CLIENT.sample("{'seed': 7, 'format': 'png', 'truncation': 0.001}")
                .asByteArray());
        assertThat(middle).isNotEqualTo(usual);
        int bias = PixelScale.toByte((float) Math.tanh(GENERATOR.bias())) & 0xff;
        assertThat(middle.value(0, 1, 2)).isBetween(bias - 1, bias + 1);
    }

    @Test
    void gridBetweenSeedsHasARowForEachPairFromSeedToSeed() throws Exception {
        Response answer = CLIENT.sample("{'interpolate': {'seeds': [7, 8, 9], 'steps': 5}}");
        assertThat(answer.header("Gantry-Seed")).isNull();
        Picture strip = SampleClient.picture(answer.asByteArray());
        assertThat(strip.width()).isEqualTo(5 * 4);
        assertThat(strip.height()).isEqualTo(2 * 4);
        assertThat(strip.value(0, 1, 2)).isEqualTo(expected(7, 1).get(0).value(0, 1, 2));
        assertThat(strip.value(0, 1, 16 + 2)).isEqualTo(expected(8, 1).get(0).value(0, 1, 2));
        assertThat(strip.value(0, 4 + 1, 2)).isEqualTo(expected(8, 1).get(0).value(0, 1, 2));
        assertThat(strip.value(0, 4 + 1, 16 + 2))
                .isEqualTo(expected(9, 1).get(0).value(0, 1, 2));
    }

    @Test
    void archiveOfManyPicturesIsStreamedEachWithItsMark() throws Exception {
        Response answer = CLIENT.sample("{'format': 'zip', 'seed': 7, 'count': 1500}");
        assertThat(answer.contentType()).isEqualTo("application/zip");
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.header("Gantry-Seed")).isEqualTo("7");
        List<Picture> wanted = expected(7, 1500);
        OriginReader reader = new OriginReader(key::trusted);
        ZipInputStream zip = new ZipInputStream(answer.asInputStream());
        assertThat(zip.getNextEntry().getName()).isEqualTo("samples.json");
        for (int i = 0; i < 1500; i++) {
            assertThat(zip.getNextEntry().getName()).isEqualTo(String.format("%06d.png", i));
            byte[] png = zip.readAllBytes();
            assertThat(SampleClient.picture(png)).isEqualTo(wanted.get(i));
            if (i % 500 == 499) {
                assertThat(reader.read(png, SampleClient.picture(png))
                                .orElseThrow()
                                .status())
                        .isEqualTo(Origin.Status.VALID);
            }
        }
        assertThat(zip.getNextEntry()).isNull();
    }

    @Test
    void arrayHoldsThePixelsOfTheSamples() {
        byte[] npy = given().contentType(ContentType.JSON)
                .accept("image/png")
                .body("{\"format\": \"npy\", \"seed\": 7, \"count\": 9}")
                .post("/v1/models/" + MODEL + "/samples")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();
        byte[] pixels = Arrays.copyOfRange(npy, npy.length - 16, npy.length);
        assertThat(pixels).isEqualTo(expected(7, 9).get(8).pixels());
    }

    @RepeatedTest(20)
    void answerThatFailsInTheMiddleDoesNotLookWhole() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /broken-off HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer.replace("\0", ""))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotEndWith("\r\n0\r\n\r\n")
                    .doesNotContain("internal");
        }
    }

    @Test
    void seedThatWasDrawnIsToldAndDrawsTheSameAgain() {
        Response drawn = CLIENT.sample("");
        long seed = Long.parseLong(drawn.header("Gantry-Seed"));
        assertThat(seed).isBetween(0L, LatentSampler.MAX_SEED);
        assertThat(CLIENT.sample("{'seed': " + seed + "}").asByteArray()).isEqualTo(drawn.asByteArray());
        assertThat(CLIENT.sample("{}").header("Gantry-Seed")).isNotEqualTo(drawn.header("Gantry-Seed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'count': 0} | count | must be at least 1",
                "{'format': 'png', 'count': 2} | count | must be 1 for format png; grid, json, zip and npy take more",
                "{'sed': 1} | sed | accepted are count, seed, first, format, columns, truncation, interpolate, version, alias, deterministic, priority",
                "{'seed': '1'} | seed | must be of type integer",
            })
    void faultIsAProblemThatNamesItsField(String body, String field, String accepted) {
        given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/models/samples/samples")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-request"))
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo(field))
                .body("violations[0].accepted", equalTo(accepted));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/models/nobody/samples")
                .then()
                .statusCode(404)
                .body("detail", equalTo("no model is named nobody"));
        given().contentType(ContentType.JSON)
                .body("{\"version\": 7}")
                .post("/v1/models/samples/samples")
                .then()
                .statusCode(404)
                .body("detail", equalTo("version 7 of samples does not exist"));
    }

    @Test
    void brokenJsonAndOtherMediaTypesAreRefused() {
        given().contentType(ContentType.JSON)
                .body("{\"count\": 1")
                .post("/v1/models/samples/samples")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-json"))
                .body("detail", startsWith("line 1, column 12"));
        given().contentType("text/csv")
                .body("count,1")
                .post("/v1/models/samples/samples")
                .then()
                .statusCode(415);
    }

    private static List<Picture> expected(long seed, int count) {
        float[] values = GENERATOR.samples(seed, count);
        return IntStream.range(0, count)
                .mapToObj(sample -> {
                    byte[] pixels = new byte[16];
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = PixelScale.toByte(values[sample * pixels.length + i]);
                    }
                    return new Picture(1, 4, 4, pixels);
                })
                .toList();
    }
}
