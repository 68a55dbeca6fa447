package dev.gantry.service.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.contracts.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DependencyTest {
    private final List<String> calls = new ArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final Dependency dependency = new Dependency("store", () -> call("set up"), () -> call("check"));

    @Test
    void itIsSetUpOnceAndCheckedFromThenOn() {
        dependency.look();
        assertThat(dependency.ready()).isFalse();
        assertThat(dependency.problem()).isEqualTo("the store is away");

        away.set(false);
        dependency.look();
        dependency.look();

        assertThat(dependency.ready()).isTrue();
        assertThat(dependency.problem()).isEmpty();
        assertThat(calls).containsExactly("set up", "set up", "check");
    }

    @Test
    void onceSetUpItMayGoAwayAndComeBack() {
        away.set(false);
        dependency.look();
        away.set(true);
        dependency.look();

        assertThat(dependency.ready()).isTrue();
        assertThat(dependency.problem()).isEqualTo("the store is away");

        away.set(false);
        dependency.look();
        assertThat(dependency.problem()).isEmpty();
    }

    private void call(String what) {
        calls.add(what);
        if (away.get()) {
            throw new Failure.Retryable("store-unavailable", "the store is away").asException();
        }
    }
}
