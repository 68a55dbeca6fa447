package dev.gantry.engine.health;

import java.util.Locale;

/** What can be wrong with a run that goes on. */
public enum Condition {
    /** Samples resemble one another. */
    COLLAPSE,
    /** The discriminator is right about nearly everything, so that the generator learns little from it. */
    IMBALANCE,
    /** Samples no longer change. */
    STALL;

    /** As events and metrics call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
