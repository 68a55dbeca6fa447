package dev.gantry.serving.catalog;

import static dev.gantry.serving.catalog.CatalogFixture.await;
import static dev.gantry.serving.catalog.CatalogFixture.awaitLive;
import static dev.gantry.serving.catalog.CatalogFixture.pixel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.serving.role.GeneratorRole;
import dev.gantry.serving.testing.TinyGenerator;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOutageTest {
    @Test
    void liveModelServesOnWithoutTheStoreAndFollowsOnceItIsBack(@TempDir Path data, @TempDir Path cache) {
        int port = FreePorts.next();
        EmbeddedS3.Credentials credentials = EmbeddedS3.Credentials.random();
        EmbeddedS3 server = EmbeddedS3.start(data, port, credentials);
        try (CatalogFixture fixture = new CatalogFixture(server, "gantry", cache)) {
            fixture.models.publish("clothes", TinyGenerator.constant(0.25));
            ModelCatalog catalog = fixture.start(new GeneratorRole(), Duration.ofMillis(50));
            server.close();
            await(() -> !catalog.storeReachable());
            assertThat(pixel(catalog, "clothes")).isCloseTo(0.25f, within(1e-5f));

            server = EmbeddedS3.start(data, port, credentials);
            fixture.models.publish("clothes", TinyGenerator.constant(0.5));
            awaitLive(catalog, "clothes", 2);
            assertThat(catalog.storeReachable()).isTrue();
            assertThat(catalog.status("clothes").quarantined()).isEmpty();
        } finally {
            server.close();
        }
    }
}
