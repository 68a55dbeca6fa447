package dev.gantry.trainer.publish;

import static java.util.Objects.requireNonNull;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.JobRun;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads checkpoints back from the versions that they became. */
@Singleton
public final class PublishedCheckpoints {
    private final ModelStore models;

    PublishedCheckpoints(ModelStore models) {
        this.models = models;
    }

    /**
     * A checkpoint of the job, bit by bit as it was published.
     *
     * @param step images seen when it was taken
     * @return empty if no version was published for it
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away
     */
    public Optional<Checkpoint> find(JobRun job, long step) {
        return models.find(new dev.gantry.platform.models.Checkpoint(job.model(), job.jobId(), step))
                .map(PublishedVersion::manifest)
                .map(manifest -> new Checkpoint(
                        step, snapshot(job, manifest, Role.GENERATOR), snapshot(job, manifest, Role.DISCRIMINATOR)));
    }

    private RoleSnapshot snapshot(JobRun job, Manifest manifest, Role role) {
        Graph graph = job.plan().graph(role);
        return new RoleSnapshot(role, graph, weights(manifest, role).of(graph));
    }

    private OnnxWeights weights(Manifest manifest, Role role) {
        Network network = requireNonNull(manifest.networks().get(role.name()), role.name());
        try {
            Path directory = Files.createTempDirectory("gantry-version-");
            Path file = directory.resolve(network.file().name());
            try {
                models.download(manifest.model(), manifest.version(), network.file(), file);
                return OnnxWeights.read(Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
