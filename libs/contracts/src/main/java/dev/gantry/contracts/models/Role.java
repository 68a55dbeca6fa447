package dev.gantry.contracts.models;

/** Names of the networks that a manifest may hold. */
public final class Role {
    public static final String GENERATOR = "generator";
    public static final String DISCRIMINATOR = "discriminator";
    public static final String DETECTOR = "detector";

    private Role() {}
}
