package dev.gantry.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts values back where they were shown when they were captured, and notes which ones do not fit. */
final class StateRestore implements StateVisitor {
    private final RunState state;
    private final boolean movesPositions;
    private final String prefix;
    private final Set<String> unread;
    private final List<String> missing;

    /** @param movesPositions whether {@link #position positions} are set too */
    StateRestore(RunState state, boolean movesPositions) {
        this(state, movesPositions, "", new TreeSet<>(state.floats().keySet()), new ArrayList<>());
        unread.addAll(state.numbers().keySet());
    }

    private StateRestore(
            RunState state, boolean movesPositions, String prefix, Set<String> unread, List<String> missing) {
        this.state = state;
        this.movesPositions = movesPositions;
        this.prefix = prefix;
        this.unread = unread;
        this.missing = missing;
    }

    /** @throws StateException if something was missing, or is left over */
    void finish() {
        if (!missing.isEmpty() || !unread.isEmpty()) {
            throw new StateException("the state lacks " + missing + " and has " + unread + ", which the run has not");
        }
    }

    @Override
    public void floats(String name, Supplier<float[]> current, Consumer<float[]> restore) {
        take(state.floats(), name, restore);
    }

    @Override
    public void number(String name, LongSupplier current, LongConsumer restore) {
        take(state.numbers(), name, values -> restore.accept(values[0]));
    }

    @Override
    public void position(String name, LongSupplier current, LongConsumer restore) {
        number(name, current, movesPositions ? restore : kept -> {});
    }

    @Override
    public void table(String name, Map<String, double[]> live) {
        live.clear();
        String start = prefix + name + RunState.SEPARATOR;
        state.numbers().forEach((key, bits) -> {
            if (key.startsWith(start)) {
                unread.remove(key);
                live.put(
                        key.substring(start.length()),
                        Arrays.stream(bits)
                                .mapToDouble(Double::longBitsToDouble)
                                .toArray());
            }
        });
    }

    @Override
    public StateVisitor within(String part) {
        return new StateRestore(state, movesPositions, prefix + part + RunState.SEPARATOR, unread, missing);
    }

    private <V> void take(Map<String, V> values, String name, Consumer<V> restore) {
        V value = values.get(prefix + name);
        unread.remove(prefix + name);
        if (value == null) {
            missing.add(prefix + name);
        } else {
            restore.accept(value);
        }
    }
}
