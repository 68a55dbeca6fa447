package dev.gantry.gateway.models;

import java.util.List;
import java.util.Optional;

/**
 * @param models         by name
 * @param servingUnknown why no model tells which versions truly answer; absent: those do that the inference service knows
 */
public record ModelList(List<ModelSummary> models, Optional<String> servingUnknown) {
    public ModelList {
        models = List.copyOf(models);
    }
}
