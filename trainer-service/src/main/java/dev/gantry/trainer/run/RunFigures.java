package dev.gantry.trainer.run;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a run was last seen to be like: losses and health at its last tick, and what was measured of its samples last. */
final class RunFigures implements Stateful {
    private final Map<String, double[]> losses = new TreeMap<>();
    private final Map<String, double[]> health = new TreeMap<>();
    private final Map<String, double[]> measured = new TreeMap<>();
    private long measuredStep;

    void ticked(Map<String, Double> newLosses, Map<String, Double> newHealth) {
        replace(losses, newLosses);
        replace(health, newHealth);
    }

    void measured(long step, Map<String, Double> metrics) {
        measuredStep = step;
        replace(measured, metrics);
    }

    /** By the names that events use; empty if nothing was measured at that step. */
    Map<String, Double> metrics(long step) {
        return measuredStep == step ? named("", measured) : Map.of();
    }

    /** Losses and health at the last tick, and metrics at that step, by the names that manifests use. */
    Map<String, Double> all(long step) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.putAll(named("loss.", losses));
        figures.putAll(named("health.", health));
        if (measuredStep == step) {
            figures.putAll(named("metrics.", measured));
        }
        return figures;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.table("losses", losses);
        visitor.table("health", health);
        visitor.table("measured", measured);
        visitor.number("measuredStep", () -> measuredStep, step -> measuredStep = step);
    }

    private static void replace(Map<String, double[]> kept, Map<String, Double> values) {
        kept.clear();
        values.forEach((name, value) -> kept.put(name, new double[] {value}));
    }

    private static Map<String, Double> named(String prefix, Map<String, double[]> kept) {
        Map<String, Double> values = new LinkedHashMap<>();
        kept.forEach((name, value) -> values.put(prefix + name, value[0]));
        return values;
    }
}
