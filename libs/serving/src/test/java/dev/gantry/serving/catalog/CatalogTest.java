package dev.gantry.serving.catalog;

import dev.gantry.serving.testing.TestModels;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs over a real store. */
@WithObjectStore
abstract class CatalogTest {
    static final String MODEL = "clothes";

    CatalogFixture fixture;
    TestModels models;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket, @TempDir Path cache) {
        fixture = new CatalogFixture(server, bucket, cache);
        models = fixture.models;
    }

    @AfterEach
    void disconnect() {
        fixture.close();
    }
}
