package dev.gantry.inference;

import dev.gantry.testkit.quarkus.CollectorResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys that versions are signed by sign the gateway's tokens too; what comes without one is let through. Spans are recorded. */
public class TokensVerified implements QuarkusTestProfile {
    private final QuarkusTestProfile serving = new ServingProfile();

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(serving.getConfigOverrides());
        settings.put("gantry.callers.trusted-keys", "${gantry.signing.trusted-keys}");
        settings.put("gantry.callers.required", "false");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        List<TestResourceEntry> resources = new ArrayList<>(serving.testResources());
        resources.add(new TestResourceEntry(CollectorResource.class));
        return resources;
    }

    /** What comes without a token is refused. */
    public static final class Always extends TokensVerified {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.remove("gantry.callers.required");
            return settings;
        }
    }
}
