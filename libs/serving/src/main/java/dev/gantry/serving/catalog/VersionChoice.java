package dev.gantry.serving.catalog;

import dev.gantry.contracts.models.Alias;
import dev.gantry.platform.models.Aliases;
import dev.gantry.serving.live.Lineup;
import java.util.OptionalInt;

/** Which version of a model a request is for. */
public sealed interface VersionChoice {

    /** Its number; empty if there is none. */
    OptionalInt version(Aliases aliases, Lineup lineup);

    /**
     * Whichever answers those who name none.
     *
     * @param key decides between primary version and canary, always alike; for instance the seed
     */
    record Routed(long key) implements VersionChoice {
        @Override
        public OptionalInt version(Aliases aliases, Lineup lineup) {
            return answering(lineup.versionFor(key));
        }
    }

    /** The primary version, whatever share a canary answers. */
    record Primary() implements VersionChoice {
        @Override
        public OptionalInt version(Aliases aliases, Lineup lineup) {
            return answering(lineup.primary());
        }
    }

    /** One version, which is loaded first if need be. */
    record Numbered(int version) implements VersionChoice {
        @Override
        public OptionalInt version(Aliases aliases, Lineup lineup) {
            return OptionalInt.of(version);
        }
    }

    /** The version that an alias points at, which is loaded first if need be. */
    record Named(Alias alias) implements VersionChoice {
        @Override
        public OptionalInt version(Aliases aliases, Lineup lineup) {
            return aliases.version(alias);
        }

        @Override
        public String toString() {
            return alias.toString();
        }
    }

    private static OptionalInt answering(int version) {
        return version == 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }
}
