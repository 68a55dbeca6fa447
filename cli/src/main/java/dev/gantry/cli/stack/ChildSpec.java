package dev.gantry.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start one process of the local stack.
 *
 * @param name        for people, and of its log
 * @param port        where it will listen
 * @param command     program and arguments, free of secrets
 * @param environment added to this process' own; secrets go here
 * @param log         receives standard output and error
 */
record ChildSpec(
        String name, int port, List<String> command, Map<String, String> environment, Path log, Readiness readiness) {
    ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same process under other circumstances. */
    ChildSpec under(Circumstances circumstances) {
        List<String> wrapped = new ArrayList<>(circumstances.wrapper());
        wrapped.addAll(command);
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(circumstances.environment());
        return new ChildSpec(name, port, wrapped, settings, log, readiness);
    }
}
