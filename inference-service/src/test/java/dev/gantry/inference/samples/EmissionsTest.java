package dev.gantry.inference.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Headers;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Topics;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.platform.kafka.EventFollower;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.service.origin.Looks;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServingProfile.class)
class EmissionsTest {
    private static final String MODEL = "emissions";
    private static final SampleClient CLIENT = new SampleClient(MODEL);
    private static final long PATIENCE_SECONDS = 60;

    @Inject
    TestPlatform platform;

    @Inject
    KafkaConnection kafka;

    private final BlockingQueue<ConsumerRecord<String, byte[]>> told = new LinkedBlockingQueue<>();
    private EventFollower follower;

    @BeforeEach
    void serve() {
        platform.serve(MODEL, new TinyGenerator(0.3f, 0.1f));
        follower = EventFollower.start(kafka, Topics.SAMPLING_EMISSIONS, told::add);
    }

    @AfterEach
    void stopFollowing() {
        follower.close();
    }

    @Test
    void everyPictureThatIsGivenOutIsToldOnce() throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        pictures.add(CLIENT.sample("{'format': 'png', 'seed': 7}").asByteArray());
        pictures.add(CLIENT.sample("{'format': 'grid', 'seed': 7}").asByteArray());
        CLIENT.sample("{'format': 'json', 'seed': 8, 'count': 5}")
                .jsonPath()
                .<String>getList("samples")
                .forEach(sample -> pictures.add(Base64.getDecoder().decode(sample)));

        for (byte[] png : pictures) {
            Looks looks = Looks.of(SampleClient.picture(png));
            ConsumerRecord<String, byte[]> record = next();
            Emission emission = Json.read(record.value(), Emission.class);
            assertThat(emission.version()).isEqualTo(1);
            assertThat(emission.pixelsSha256()).isEqualTo(looks.pixelsSha256());
            assertThat(emission.look()).isEqualTo(looks.look());
            assertThat(record.key()).isEqualTo(looks.pixelsSha256());
            assertThat(new String(record.headers().lastHeader(Headers.CE_TYPE).value(), StandardCharsets.UTF_8))
                    .isEqualTo("dev.gantry.sampling.emission");
        }
    }

    /** Of this model, whatever other tests ask for. */
    private ConsumerRecord<String, byte[]> next() throws InterruptedException {
        while (true) {
            ConsumerRecord<String, byte[]> record = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(record).isNotNull();
            if (Json.read(record.value(), Emission.class).model().equals(MODEL)) {
                return record;
            }
        }
    }
}
