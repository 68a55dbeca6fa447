package dev.gantry.service.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    private static final Reach ACME = new Reach(List.of("acme-", "a2-"), List.of("s3://gantry/data/acme/"));

    @Test
    void modelsBelongToWhomTheirPrefixBelongsTo() {
        assertThat(ACME.model("acme-hats")).isTrue();
        assertThat(ACME.model("a2-hats")).isTrue();
        assertThat(ACME.model("acme2-hats")).isFalse();
        assertThat(ACME.model("hats-acme-")).isFalse();
        assertThat(ACME.everything()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://gantry/data/acme/hats", "s3://gantry/data/acme/hats/", "s3://gantry/data/acme/a.b/..c"})
    void dataBelowAPrefixIsWithinReach(String uri) {
        assertThat(ACME.data(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://gantry/data/acme",
                "s3://gantry/data/acme2/hats",
                "s3://gantry/data/other/hats",
                "s3://other/data/acme/hats",
                "s3://gantry/data/acme/../other",
                "s3://gantry/data/acme/./hats",
                "s3://gantry/data/acme/..",
                "s3://gantry/data/acme//hats",
                "s3://gantry/data/acme/%2e%2e/other",
                "s3://gantry/data/acme/..\\other",
                "file:acme/hats"
            })
    void dataElsewhereIsNotHoweverItIsWritten(String uri) {
        assertThat(ACME.data(uri)).isFalse();
    }

    @Test
    void theOperatorReachesEverything() {
        assertThat(Reach.EVERYTHING.everything()).isTrue();
        assertThat(Reach.EVERYTHING.model("whatever")).isTrue();
        assertThat(Reach.EVERYTHING.data("file:fashion-mnist")).isTrue();
    }
}
