package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectorSourcesTest {
    private static final RandomStream RANDOM = RandomStream.of(1, "test");

    @Test
    void everyGeneratorHasAnEqualPart() {
        DetectorSources sources = sources(history("a", 1), history("b", 2), history("c", 3));

        assertThat(colours(sources.replay(100, RANDOM))).isEqualTo(Map.of(1, 33L, 2, 33L, 3, 34L));
        assertThat(colours(sources.served(7, RANDOM))).isEqualTo(Map.of(1, 2L, 2, 2L, 3, 3L));
        assertThat(sources.parts(7))
                .containsExactly(
                        Map.entry("a", new Range(0, 2)),
                        Map.entry("b", new Range(2, 4)),
                        Map.entry("c", new Range(4, 7)));
    }

    @Test
    void partsNameWhosePicturesTheyAre() {
        DetectorSources sources = sources(history("a", 1), history("b", 2));
        List<Picture> served = sources.served(9, RANDOM);

        Range part = sources.parts(9).getOrDefault("b", new Range(0, 0));

        assertThat(colours(served.subList(part.begin(), part.end()))).isEqualTo(Map.of(2, 5L));
    }

    @Test
    void whatIsServedWeighsThreeQuartersOfAGenerator() {
        DetectorSources sources = sources(history("a", 1, 2, 3));

        assertThat(colours(sources.replay(80, RANDOM))).isEqualTo(Map.of(1, 10L, 2, 10L, 3, 60L));
        assertThat(colours(sources.served(80, RANDOM))).isEqualTo(Map.of(3, 80L));
        assertThat(sources.parts(80)).as("of one generator").isEmpty();
    }

    @Test
    void someAtEvenDistancesEndWithTheLast() {
        List<Integer> ten = IntStream.rangeClosed(1, 10).boxed().toList();

        assertThat(DetectorSources.evenly(ten, 4)).containsExactly(2, 5, 7, 10);
        assertThat(DetectorSources.evenly(ten, 20)).isEqualTo(ten);
        assertThat(DetectorSources.evenly(List.of(), 4)).isEmpty();
    }

    @Test
    void withoutGeneratorsThereIsNothingToLearn() {
        assertThatIllegalArgumentException().isThrownBy(DetectorSourcesTest::sources);
        assertThatIllegalArgumentException().isThrownBy(() -> new GeneratorHistory("a", List.of()));
    }

    private static DetectorSources sources(GeneratorHistory... generators) {
        NetworkSpec spec = new NetworkSpec(new SampleShape.Images(1, 28), 8, 4, 4, NetworkSpec.Normalization.NONE);
        Trunk trunk = Trunk.untrained(
                Families.byName("dcgan").discriminatorFeatures(spec).orElseThrow());
        return new DetectorSources(trunk, List.of(), Arrays.asList(generators));
    }

    /** At each moment pictures of one pixel in one colour. */
    private static GeneratorHistory history(String name, int... colours) {
        return new GeneratorHistory(
                name,
                Arrays.stream(colours)
                        .<PictureGenerator>mapToObj(colour -> (count, random) ->
                                Collections.nCopies(count, new Picture(1, 1, 1, new byte[] {(byte) colour})))
                        .toList());
    }

    private static Map<Integer, Long> colours(List<Picture> pictures) {
        return pictures.stream()
                .collect(Collectors.groupingBy(picture -> (int) picture.pixels()[0], Collectors.counting()));
    }
}
