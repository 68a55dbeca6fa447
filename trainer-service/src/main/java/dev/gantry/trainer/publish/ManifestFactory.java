package dev.gantry.trainer.publish;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.platform.models.ManifestWriter;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
                roles.stream()
                        .collect(Collectors.toMap(
                                role -> role.role().name(),
                                role -> network(role, file(files, role.role().name())))),
                otherKinds.stream().collect(Collectors.toMap(Function.identity(), kind -> file(files, kind))),
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

    private static Network network(ExportedRole role, StoredFile file) {
        return new Network(file, role.graphHash(), specs(role.inputs()), specs(role.outputs()), role.parityError());
    }

    private static List<TensorSpec> specs(List<Value> values) {
        return values.stream()
                .map(value -> new TensorSpec(
                        value.name(),
                        value.shape().dims().stream().map(Integer::longValue).toList()))
                .toList();
    }

    private static StoredFile file(Map<String, StoredFile> files, String kind) {
        StoredFile file = files.get(kind);
        if (file == null) {
            throw new IllegalStateException(kind + " was not stored; there are " + files.keySet());
        }
        return file;
    }
}
