package dev.gantry.engine.runtime;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each trainable parameter and buffer of a graph stands in one flat vector, trainable ones first. Constants have
 * no place: they belong to the graph.
 *
 * @param slots places in the graph's order, trainable before buffers
 * @param trainableLength length of the vector's trainable part
 * @param length length of the vector
 */
record ParameterLayout(List<Slot> slots, long trainableLength, long length) {
    /** Kernels want their operands on cache lines; the gaps between slots hold zeros. */
    private static final int ALIGNMENT_FLOATS = 16;

    /** One parameter's place. */
    record Slot(ParameterSpec spec, long offset) {
        long elements() {
            return spec.shape().elements();
        }

        long[] shape() {
            return spec.shape().dims().stream().mapToLong(Integer::longValue).toArray();
        }

        boolean isTrainable() {
            return spec.kind() == ParameterSpec.Kind.TRAINABLE;
        }
    }

    List<Slot> trainableSlots() {
        return slots.stream().filter(Slot::isTrainable).toList();
    }

    static ParameterLayout of(Graph graph) {
        List<Slot> slots = new ArrayList<>();
        long trainableLength = place(graph, ParameterSpec.Kind.TRAINABLE, 0, slots);
        long length = place(graph, ParameterSpec.Kind.BUFFER, trainableLength, slots);
        return new ParameterLayout(List.copyOf(slots), trainableLength, length);
    }

    private static long place(Graph graph, ParameterSpec.Kind kind, long start, List<Slot> slots) {
        long offset = start;
        for (ParameterSpec spec : graph.parameters()) {
            if (spec.kind() == kind) {
                slots.add(new Slot(spec, offset));
                offset = align(offset + spec.shape().elements());
            }
        }
        return offset;
    }

    private static long align(long offset) {
        return (offset + ALIGNMENT_FLOATS - 1) / ALIGNMENT_FLOATS * ALIGNMENT_FLOATS;
    }
}
