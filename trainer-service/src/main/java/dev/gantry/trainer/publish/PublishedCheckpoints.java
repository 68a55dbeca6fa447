package dev.gantry.trainer.publish;

import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.JobRun;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads checkpoints back from the versions that they became. */
@Singleton
public final class PublishedCheckpoints {
    private final ModelStore models;
    private final PublishedWeights weights;

    PublishedCheckpoints(ModelStore models, PublishedWeights weights) {
        this.models = models;
        this.weights = weights;
    }

    /**
     * A checkpoint of the job, bit by bit as it was published.
     *
     * @param step images seen when it was taken
     * @return empty if no version was published for it
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away; rejected, if the version's files are not what
     *     was published, or no trusted key has signed it
     */
    public Optional<Checkpoint> find(JobRun job, long step) {
        return models.find(new dev.gantry.platform.models.Checkpoint(job.model(), job.jobId(), step))
                .map(version -> new Checkpoint(
                        step, snapshot(job, version, Role.GENERATOR), snapshot(job, version, Role.DISCRIMINATOR)));
    }

    private RoleSnapshot snapshot(JobRun job, PublishedVersion version, Role role) {
        Graph graph = job.plan().graph(role);
        return new RoleSnapshot(role, graph, weights.of(version, role).of(graph));
    }
}
