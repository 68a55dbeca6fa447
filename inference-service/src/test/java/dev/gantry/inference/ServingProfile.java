package dev.gantry.inference;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Impatient, small, and with real servers around it; one service for all tests. */
public final class ServingProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "gantry.inference.batch-sizes", "1,4",
                "gantry.inference.max-batch", "50",
                "gantry.inference.reconcile-every", "1H",
                "gantry.inference.quarantine.first", "100MS",
                "gantry.inference.quarantine.most", "500MS",
                "gantry.inference.cache.directory", System.getProperty("java.io.tmpdir") + "/" + UUID.randomUUID());
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(dev.gantry.testkit.quarkus.PlatformResource.class));
    }
}
