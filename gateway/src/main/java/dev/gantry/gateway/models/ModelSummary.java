package dev.gantry.gateway.models;

import java.util.OptionalInt;

/** @param latest the newest version that can be served; absent while the first one is being written */
public record ModelSummary(String model, OptionalInt latest) {}
