package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

    /** First outputs of Vigna's splitmix64.c in state 1234567. */
    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(LongStream.range(0, 5)
                        .map(counter -> SplitMix64.word(1234567, counter))
                        .mapToObj(Long::toUnsignedString))
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
    }
}
