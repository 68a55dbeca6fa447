package dev.gantry.gateway.models;

import java.util.OptionalInt;

/**
 * @param latest the newest version that can be served; absent while the first one is being written
 * @param best   the version whose samples were measured to be nearest to the data; absent while none was measured
 */
public record ModelSummary(String model, OptionalInt latest, OptionalInt best) {}
