package dev.gantry.networks.family;

import dev.gantry.networks.InvalidFieldException;
import java.util.List;

/** The families there are. */
public final class Families {

    private static final List<Family> ALL = List.of(new Mlp(), new Dcgan(), new WganGp(), new R3Gan());

    private Families() {}

    /** All families, in the order they should be listed. */
    public static List<Family> all() {
        return ALL;
    }

    /**
     * The family of that name.
     *
     * @throws InvalidFieldException when there is none
     */
    public static Family byName(String name) {
        return ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "family",
                        name,
                        "one of " + ALL.stream().map(Family::name).toList()));
    }
}
