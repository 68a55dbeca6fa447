package dev.gantry.inference.models;

import java.util.List;

/** @param models by name */
public record ModelList(List<ModelView> models) {
    public ModelList {
        models = List.copyOf(models);
    }
}
