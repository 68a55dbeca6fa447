package dev.gantry.engine.state;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Copies what it is shown. */
final class StateCapture implements StateVisitor {
    private final String prefix;
    private final SortedMap<String, float[]> floats;
    private final SortedMap<String, long[]> numbers;

    StateCapture() {
        this("", new TreeMap<>(), new TreeMap<>());
    }

    private StateCapture(String prefix, SortedMap<String, float[]> floats, SortedMap<String, long[]> numbers) {
        this.prefix = prefix;
        this.floats = floats;
        this.numbers = numbers;
    }

    RunState captured() {
        return new RunState(floats, numbers);
    }

    @Override
    public void floats(String name, Supplier<float[]> current, Consumer<float[]> restore) {
        keep(floats, prefix + name, current.get());
    }

    @Override
    public void number(String name, LongSupplier current, LongConsumer restore) {
        keep(numbers, prefix + name, new long[] {current.getAsLong()});
    }

    @Override
    public void position(String name, LongSupplier current, LongConsumer restore) {
        number(name, current, restore);
    }

    @Override
    public void table(String name, Map<String, double[]> live) {
        live.forEach((key, values) -> keep(
                numbers,
                prefix + name + RunState.SEPARATOR + key,
                Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray()));
    }

    @Override
    public StateVisitor within(String part) {
        return new StateCapture(prefix + part + RunState.SEPARATOR, floats, numbers);
    }

    private static <V> void keep(Map<String, V> values, String name, V value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalStateException("two parts of the state are called " + name);
        }
    }
}
