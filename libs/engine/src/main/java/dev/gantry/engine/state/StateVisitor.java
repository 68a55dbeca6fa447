package dev.gantry.engine.state;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Captures or restores the parts of a state: it either reads the current value or sets the one that was kept. */
public interface StateVisitor {
    /** Parameters, moments and the like. */
    void floats(String name, Supplier<float[]> current, Consumer<float[]> restore);

    /** A count or a flag. */
    void number(String name, LongSupplier current, LongConsumer restore);

    /**
     * What only ever moves on: a place in a stream of data or random numbers, time that was spent. {@linkplain RunState#rollBack
     * Rolling back} leaves it where it is.
     */
    void position(String name, LongSupplier current, LongConsumer restore);

    /** A map whose keys are not known beforehand; restoring replaces its content. */
    void table(String name, Map<String, double[]> live);

    /** The same visitor for a part: its names begin with the part's. */
    StateVisitor within(String part);

    /** Shows a part, whose names then begin with its own. */
    default void part(String name, Stateful part) {
        part.visitState(within(name));
    }

    /** A number with a fraction, bit by bit. */
    default void decimal(String name, DoubleSupplier current, DoubleConsumer restore) {
        number(
                name,
                () -> Double.doubleToRawLongBits(current.getAsDouble()),
                bits -> restore.accept(Double.longBitsToDouble(bits)));
    }
}
