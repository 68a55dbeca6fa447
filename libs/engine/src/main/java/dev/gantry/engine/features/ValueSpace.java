package dev.gantry.engine.features;

/** The samples' own values: the space of points. */
public final class ValueSpace implements FeatureSpace {
    @Override
    public String name() {
        return "values";
    }

    @Override
    public FeatureMatrix features(FeatureMatrix samples) {
        return samples;
    }

    @Override
    public void close() {}
}
