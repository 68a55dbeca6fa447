package dev.gantry.gateway.auth;

import dev.gantry.gateway.oidc.TestIssuer;
import dev.gantry.testkit.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer that is not there when the gateway starts, and comes when it is called. */
public final class AwayIssuer implements QuarkusTestResourceLifecycleManager {
    private int port;
    private @Nullable TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        port = FreePorts.next();
        return Map.of("gantry.gateway.oidc.issuer", url());
    }

    String url() {
        return "http://localhost:" + port + "/people";
    }

    /** After the issuer that the environment has. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(AwayIssuer.class));
    }

    TestIssuer come() {
        TestIssuer here = TestIssuer.start(port);
        issuer = here;
        return here;
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.stop();
        }
    }
}
