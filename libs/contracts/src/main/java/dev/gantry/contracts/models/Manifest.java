package dev.gantry.contracts.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a published version completely. It is written last: a version without a manifest does not exist.
 *
 * @param schema     {@value #SCHEMA}
 * @param version    counts from 1; holes are possible
 * @param step       real images shown to the discriminator when the checkpoint was taken; with {@code jobId} it identifies the
 *                   checkpoint
 * @param sample     what the generator makes
 * @param latent     length of the latent vector z
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
        int latent,
        Map<String, Network> networks,
        Map<String, StoredFile> files,
        Probe probe,
        Optional<DetectorCard> detector,
        Map<String, Double> metrics,
        Provenance provenance) {
    public static final String SCHEMA = "gantry.manifest/1";

    public Manifest {
        networks = Map.copyOf(networks);
        files = Map.copyOf(files);
        metrics = Map.copyOf(metrics);
    }

    /**
     * @param request       with every default filled in
     * @param recipe        as resolved from the family's default and the request
     * @param datasetSha256 of the decoded pixels and labels
     * @param codeVersion   of the trainer
     */
    public record Provenance(
            JsonNode request,
            JsonNode recipe,
            String datasetSha256,
            long datasetImages,
            long seed,
            String codeVersion) {}
}
