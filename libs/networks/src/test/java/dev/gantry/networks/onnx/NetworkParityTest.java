package dev.gantry.networks.onnx;

import dev.gantry.networks.graph.Graph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks, small enough for the reference, agree as their parts do. */
class NetworkParityTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.gantry.networks.Networks#all")
    void network(String name, Graph graph) {
        Parity.check(graph);
    }
}
