package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.networks.graph.Graph;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
    @Test
    void newestValuesWeighHalfAfterOneHalfLife() {
        assertThat(MovingAverage.weight(1_000, 100_000, 1_000)).isEqualTo(0.5);
    }

    @Test
    void halfLifeIsAtMostTheTwentiethPartOfTheRunSoFar() {
        assertThat(MovingAverage.weight(1_000, 2_000, 100)).isEqualTo(0.5);
    }

    @Test
    void withoutHalfLifeTheAverageIsTheNetworkItself() {
        assertThat(MovingAverage.weight(0, 160, 16)).isEqualTo(1);
    }

    @Test
    void runningStatisticsAreAveragedToo() {
        Graph graph = Plans.generator();
        try (ParameterSet current = ParameterSet.initialize(graph, 1, "test", ComputeDevice.CPU);
                MovingAverage average =
                        new MovingAverage(current, Plans.ofImages(1).recipe())) {
            Map<String, float[]> values = new LinkedHashMap<>(current.toMap());
            values.put("norm.running_mean", new float[] {8, 8, 8, 8, 8, 8, 8, 8});
            current.load(values);

            average.update(current, 100_000, Plans.HALF_LIFE);

            assertThat(average.parameters().toMap().get("norm.running_mean")).containsOnly(4);
        }
    }
}
