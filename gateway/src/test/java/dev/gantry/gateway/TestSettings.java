package dev.gantry.gateway;

import dev.gantry.gateway.oidc.OidcConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The gateway's settings outside of Quarkus. */
public final class TestSettings {
    private final SmallRyeConfig config;

    public TestSettings(Map<String, String> settings) {
        config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatewayConfig.class)
                .withMapping(OidcConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    public GatewayConfig gateway() {
        return config.getConfigMapping(GatewayConfig.class);
    }

    public OidcConfig oidc() {
        return config.getConfigMapping(OidcConfig.class);
    }
}
