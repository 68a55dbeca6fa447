package dev.gantry.networks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a network is for within its family; families may have roles of their own.
 *
 * @param name lower case, as in file names and manifests
 */
public record Role(@JsonValue String name) implements Comparable<Role> {

    /** Makes samples. */
    public static final Role GENERATOR = new Role("generator");

    /** Tells real from made samples while training. */
    public static final Role DISCRIMINATOR = new Role("discriminator");

    /** Tells real from made samples once training is over. */
    public static final Role DETECTOR = new Role("detector");

    @JsonCreator
    public Role {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new InvalidFieldException("role", name, "lower case letters, digits and hyphens");
        }
    }

    @Override
    public int compareTo(Role other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
