package dev.gantry.gateway;

/** What jobs and models are called. */
public final class Names {
    /** As in {@code schemas/TrainingRequest.json}: lower-case letters, digits and inner hyphens, at most 64. */
    public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?";

    private Names() {}
}
