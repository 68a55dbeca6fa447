package dev.gantry.testkit.quarkus;

import dev.gantry.testkit.SpanReceiver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service under test sends its spans to; a field of the test that is a {@link SpanReceiver} gets it. */
public final class CollectorResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable SpanReceiver receiver;

    @Override
    public Map<String, String> start() {
        SpanReceiver started = SpanReceiver.start();
        receiver = started;
        return Map.of("gantry.tracing.endpoint", started.endpoint().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        if (receiver != null) {
            injector.injectIntoFields(receiver, new TestInjector.MatchesType(SpanReceiver.class));
        }
    }

    @Override
    public void stop() {
        if (receiver != null) {
            receiver.close();
        }
    }
}
