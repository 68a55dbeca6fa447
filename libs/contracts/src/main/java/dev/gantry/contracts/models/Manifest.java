package dev.gantry.contracts.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Describes a published version completely. It is written last: a version without a manifest does not exist.
 *
 * @param schema     {@value #SCHEMA}
 * @param version    counts from 1; holes are possible
 * @param step       real images shown to the discriminator when the checkpoint was taken; with {@code jobId} it identifies the
 *                   checkpoint; 0 for a detector of several models
 * @param family     of the networks; {@value #DETECTOR} for a detector of several models
 * @param sample     what the generator makes, or the detector judges
 * @param latent     length of the generator's latent vector z; absent when there is no generator, as the probe
 * @param networks   by {@link Role}
 * @param files      that are not networks, by kind: {@code preview} (PNG), {@code card} (Markdown)
 * @param detector   present when {@code networks} has a detector
 * @param metrics    by name, for instance {@code loss.generator}
 */
public record Manifest(
        String schema,
        String model,
        int version,
        String jobId,
        long step,
        Instant createdAt,
        String family,
        SampleSpec sample,
        OptionalInt latent,
        Map<String, Network> networks,
        Map<String, StoredFile> files,
        Optional<Probe> probe,
        Optional<DetectorCard> detector,
        Map<String, Double> metrics,
        Provenance provenance) {
    public static final String SCHEMA = "gantry.manifest/1";

    /** The family of versions that have a detector and nothing else. */
    public static final String DETECTOR = "detector";

    public Manifest {
        networks = Map.copyOf(networks);
        files = Map.copyOf(files);
        metrics = Map.copyOf(metrics);
    }

    /** A version that has a generator. */
    public Manifest(
            String schema,
            String model,
            int version,
            String jobId,
            long step,
            Instant createdAt,
            String family,
            SampleSpec sample,
            int latent,
            Map<String, Network> networks,
            Map<String, StoredFile> files,
            Probe probe,
            Optional<DetectorCard> detector,
            Map<String, Double> metrics,
            Provenance provenance) {
        this(
                schema,
                model,
                version,
                jobId,
                step,
                createdAt,
                family,
                sample,
                OptionalInt.of(latent),
                networks,
                files,
                Optional.of(probe),
                detector,
                metrics,
                provenance);
    }

    /** Models that a detector of several was fitted to; empty for one of its own generator. */
    public List<String> detected() {
        return provenance.generators().stream()
                .flatMap(List::stream)
                .map(GeneratorVersion::model)
                .distinct()
                .toList();
    }

    /**
     * @param request       with every default filled in
     * @param recipe        as resolved from the family's default and the request
     * @param generators    whose samples a detector of several models was fitted to; absent for others
     * @param datasetSha256 of the decoded pixels and labels
     * @param codeVersion   of the trainer
     */
    public record Provenance(
            JsonNode request,
            JsonNode recipe,
            Optional<List<GeneratorVersion>> generators,
            String datasetSha256,
            long datasetImages,
            long seed,
            String codeVersion) {
        public Provenance {
            generators = generators.map(List::copyOf);
        }

        /** Of a version that has learned from data alone. */
        public Provenance(
                JsonNode request,
                JsonNode recipe,
                String datasetSha256,
                long datasetImages,
                long seed,
                String codeVersion) {
            this(request, recipe, Optional.empty(), datasetSha256, datasetImages, seed, codeVersion);
        }
    }

    /** @param manifestSha256 of the version's manifest, lower-case hex */
    public record GeneratorVersion(String model, int version, String manifestSha256) {}
}
