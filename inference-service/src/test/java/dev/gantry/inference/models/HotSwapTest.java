package dev.gantry.inference.models;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.imaging.PixelScale;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServingProfile.class)
class HotSwapTest {
    private static final int VERSIONS = 8;
    private static final int CLIENTS = 2;

    @Inject
    TestPlatform platform;

    @Test
    void versionsSwapUnderLoadWithoutAFailedOrMixedRequest() throws Exception {
        platform.serve("swapped", level(1));
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<SortedSet<Integer>>> seen = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            seen.add(clients.submit(client(stop)));
        }
        for (int version = 2; version <= VERSIONS; version++) {
            platform.serve("swapped", level(version));
        }
        stop.set(true);
        clients.shutdown();

        SortedSet<Integer> versions = new TreeSet<>();
        for (Future<SortedSet<Integer>> client : seen) {
            versions.addAll(client.get(60, TimeUnit.SECONDS));
        }
        assertThat(versions).hasSizeGreaterThan(VERSIONS / 2);
        assertThat(versions.last()).isEqualTo(VERSIONS);
    }

    @Test
    void corruptVersionIsSetAsideWhileTheLiveOneServesAndHealsWhenRepaired() {
        platform.serve("corrupted", level(1));
        PublishedVersion second = platform.models().publish("corrupted", level(2));
        byte[] intact = platform.models().overwriteGenerator(second, bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        });
        platform.announce(second);
        platform.announce(second);
        platform.await("corrupted", status -> !status.getList("quarantined").isEmpty());
        given().get("/v1/models/corrupted")
                .then()
                .body("live", equalTo(1))
                .body("desired", equalTo(2))
                .body("quarantined[0].version", equalTo(2))
                .body("quarantined[0].code", equalTo("digest-mismatch"));
        assertThat(sample("corrupted").header("Gantry-Version")).isEqualTo("1");

        platform.models().overwriteGenerator(second, bytes -> intact);
        platform.awaitLive("corrupted", 2);
        given().get("/v1/models/corrupted")
                .then()
                .body("state", equalTo("live"))
                .body("quarantined.size()", equalTo(0));
    }

    /** Samples until it is told to stop; every picture must be of the version that the answer names, in every pixel. */
    private static Callable<SortedSet<Integer>> client(AtomicBoolean stop) {
        return () -> {
            SortedSet<Integer> versions = new TreeSet<>();
            while (!stop.get()) {
                Response response = sample("swapped");
                int version = Integer.parseInt(response.header("Gantry-Version"));
                byte[] pixels = PictureDecoder.decode(response.asByteArray(), PictureLimits.DEFAULT)
                        .pixels();
                assertThat(pixels).hasSize(9 * 16).containsOnly(PixelScale.toByte(value(version)));
                versions.add(version);
            }
            versions.add(Integer.parseInt(sample("swapped").header("Gantry-Version")));
            return versions;
        };
    }

    private static Response sample(String model) {
        Response response =
                given().contentType(ContentType.JSON).body("{\"count\": 9}").post("/v1/models/" + model + "/samples");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private static TinyGenerator level(int version) {
        return TinyGenerator.constant(value(version));
    }

    private static float value(int version) {
        return version / 20f;
    }
}
