package dev.gantry.inference.models;

import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.platform.models.Aliases;
import dev.gantry.serving.catalog.ModelPhase;
import dev.gantry.serving.catalog.ModelStatus;
import dev.gantry.serving.catalog.ModelStatus.VersionStatus;
import dev.gantry.serving.catalog.Quarantined;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A model as its users see it.
 *
 * @param live        version that answers those who name none
 * @param desired     version that should
 * @param state       of the desired version
 * @param step        images that the live version was trained with
 * @param sample      what the live version makes
 * @param aliases     where the names of versions point, as this server knows it
 * @param canary      share of the seeds that the canary answers, percent; absent without one
 * @param versions    in hand, newest first
 * @param quarantined versions that failed, newest first
 */
public record ModelView(
        String name,
        OptionalInt live,
        OptionalInt desired,
        ModelPhase state,
        OptionalLong step,
        Optional<SampleSpec> sample,
        Map<Alias, Integer> aliases,
        OptionalInt canary,
        List<VersionStatus> versions,
        List<Failed> quarantined) {
    public ModelView {
        aliases = Map.copyOf(aliases);
        versions = List.copyOf(versions);
        quarantined = List.copyOf(quarantined);
    }

    /**
     * @param code   stable, for programs
     * @param reason one sentence for people
     */
    public record Failed(int version, String code, String reason, int attempts, Instant retryAt) {
        static Failed of(Quarantined entry) {
            return new Failed(
                    entry.version(),
                    entry.reason().code(),
                    entry.reason().message(),
                    entry.attempts(),
                    entry.retryAt());
        }
    }

    static ModelView of(ModelStatus status) {
        return new ModelView(
                status.model(),
                status.live(),
                status.desired(),
                status.phase(),
                status.manifest()
                        .map(manifest -> OptionalLong.of(manifest.step()))
                        .orElse(OptionalLong.empty()),
                status.manifest().map(manifest -> manifest.sample()),
                aliases(status.aliases()),
                status.aliases()
                        .routing()
                        .canary()
                        .map(canary -> OptionalInt.of(canary.percent()))
                        .orElse(OptionalInt.empty()),
                status.versions(),
                status.quarantined().stream().map(Failed::of).toList());
    }

    private static Map<Alias, Integer> aliases(Aliases aliases) {
        Map<Alias, Integer> known = new EnumMap<>(Alias.class);
        for (Alias alias : Alias.values()) {
            aliases.version(alias).ifPresent(version -> known.put(alias, version));
        }
        return known;
    }
}
