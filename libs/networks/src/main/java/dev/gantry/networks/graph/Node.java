package dev.gantry.networks.graph;

import dev.gantry.networks.op.Op;
import dev.gantry.networks.shape.Shape;
import java.util.List;

/**
 * One computation; it defines the value of its own name, once.
 *
 * @param name   full name such as {@code b0.conv}
 * @param op     what is computed
 * @param inputs names of inputs, parameters or earlier nodes, in the operation's order
 * @param shape  shape of the value it defines
 */
public record Node(String name, Op op, List<String> inputs, Shape shape) {

    public Node {
        inputs = List.copyOf(inputs);
    }
}
