package dev.gantry.networks.family;

/**
 * An input of a role as its user sees it.
 *
 * @param name        the graph's input name
 * @param kind        what to feed
 * @param description one sentence for people
 */
public record RoleInput(String name, Kind kind, String description) {

    /** What an input is fed with. */
    public enum Kind {
        /** Independent standard normal numbers. */
        LATENT,
        /** Pictures in [-1, 1]. */
        IMAGE,
        /** Rows of real numbers, as the training data has them. */
        POINTS
    }
}
