package dev.gantry.gateway.models;

import java.util.List;

/** @param models by name */
public record ModelList(List<ModelSummary> models) {
    public ModelList {
        models = List.copyOf(models);
    }
}
