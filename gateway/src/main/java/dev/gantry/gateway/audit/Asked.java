package dev.gantry.gateway.audit;

import java.util.Map;

/**
 * What a request asks for.
 *
 * @param action method and template of the path, not the path
 * @param scoped whether it takes a scope: else it is a look, of which only a refusal is told
 * @param names  in the path, by what the template calls them
 */
public record Asked(String action, boolean scoped, Map<String, String> names) {
    /** What no route is for. */
    public static final Asked NOTHING_KNOWN = new Asked("no such route", false, Map.of());

    public Asked {
        names = Map.copyOf(names);
    }
}
