package dev.gantry.serving.live;

import dev.gantry.contracts.models.Routing.Canary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loaded versions of a model, and which of them answers whom.
 *
 * @param loaded  by number
 * @param primary answers those who name no version; 0 while none does
 * @param canary  answers a share of those instead, if it is loaded
 */
public record Lineup(Map<Integer, ModelHandle> loaded, int primary, Optional<Canary> canary) {
    public static final Lineup EMPTY = new Lineup(Map.of(), 0, Optional.empty());

    /** 2^64 divided by the golden ratio: spreads keys that follow each other evenly. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    public Lineup {
        loaded = Map.copyOf(loaded);
    }

    /** Whether those who name no version may get this one. */
    public boolean routes(int version) {
        return version == primary || canary.filter(c -> c.version() == version).isPresent();
    }

    /** The version that answers a key, for instance a seed: always the same one while nothing changes; 0 while none does. */
    public int versionFor(long key) {
        long hundredths = ((key * SPREAD) >>> 1) % 100;
        return canary.filter(tried -> hundredths < tried.percent() && loaded.containsKey(tried.version()))
                .map(Canary::version)
                .orElse(primary);
    }

    public Optional<ModelHandle> handle(int version) {
        return Optional.ofNullable(loaded.get(version));
    }

    public Lineup with(ModelHandle handle) {
        Map<Integer, ModelHandle> more = new HashMap<>(loaded);
        more.put(handle.number(), handle);
        return new Lineup(more, primary, canary);
    }

    public Lineup without(int version) {
        Map<Integer, ModelHandle> fewer = new HashMap<>(loaded);
        fewer.remove(version);
        return new Lineup(fewer, primary == version ? 0 : primary, canary);
    }

    public Lineup routing(int newPrimary, Optional<Canary> newCanary) {
        return new Lineup(loaded, newPrimary, newCanary);
    }
}
