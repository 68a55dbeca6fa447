package dev.gantry.trainer.publish;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.platform.models.ManifestWriter;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a version.
 *
 * @param step      images seen when the checkpoint was taken
 * @param roles     the networks as exported
 * @param otherKinds the files that are no networks
 */
record ManifestFactory(
        JobRun job,
        TrainingData data,
        long step,
        Instant createdAt,
        List<ExportedRole> roles,
        List<String> otherKinds,
        Probe probe,
        Optional<DetectorCard> detector,
        Map<String, Double> figures,
        String codeVersion)
        implements ManifestWriter {

    @Override
    public Manifest write(int version, Map<String, StoredFile> files) {
        return new Manifest(
                Manifest.SCHEMA,
                job.model(),
                version,
                job.jobId(),
                step,
                createdAt,
                job.request().network().family(),
                data.sample(),
                job.latentSize(),
                ManifestParts.networks(roles, files),
                ManifestParts.others(otherKinds, files),
                probe,
                detector,
                figures,
                new Manifest.Provenance(
                        Json.tree(job.request()),
                        Json.readTree(CanonicalJson.write(job.plan().recipe()).getBytes(StandardCharsets.UTF_8)),
                        data.all().sha256(),
                        data.train().size(),
                        job.plan().seed(),
                        codeVersion));
    }
}
