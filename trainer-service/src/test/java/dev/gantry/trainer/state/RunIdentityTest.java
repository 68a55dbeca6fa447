package dev.gantry.trainer.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunIdentityTest {
    private static final RunIdentity BEGUN =
            new RunIdentity(new TreeMap<>(Map.of("data", "400 of d1", "generator graph", "g1", "recipe", "r1")));

    @Test
    void whatDiffersIsNamed() {
        RunIdentity now = new RunIdentity(
                new TreeMap<>(Map.of("data", "400 of d2", "generator graph", "g1", "encoder graph", "e")));
        BEGUN.requireSame(BEGUN);
        assertThatThrownBy(() -> BEGUN.requireSame(now))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("data (400 of d1, now 400 of d2) and encoder graph (absent, now e)"
                        + " and recipe (r1, now absent)")
                .hasMessageContaining("new job id");
    }
}
