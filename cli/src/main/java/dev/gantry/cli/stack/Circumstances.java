package dev.gantry.cli.stack;

import java.util.List;
import java.util.Map;

/**
 * What is different about a process that is started again.
 *
 * @param wrapper     a program and its arguments that are followed by the process' own command, which it ends up as; empty: none
 * @param environment added to the process' own, and before it
 */
public record Circumstances(List<String> wrapper, Map<String, String> environment) {
    /** Nothing is. */
    public static final Circumstances USUAL = new Circumstances(List.of(), Map.of());

    public Circumstances {
        wrapper = List.copyOf(wrapper);
        environment = Map.copyOf(environment);
    }
}
