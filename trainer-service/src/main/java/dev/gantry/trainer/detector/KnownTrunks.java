package dev.gantry.trainer.detector;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.detection.Trunk;
import dev.gantry.networks.InvalidFieldException;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.publish.PublishedWeights;
import dev.gantry.trainer.run.PlanFactory;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads discriminators of published versions that a detector may look through. They must not have seen the reals that it is
 * calibrated with, or these would look more real than others and false alarms would come more often than promised. So only those
 * are taken whose job kept the same pictures out of training: the same data, share and seed, and no weights that another had trained.
 */
@Singleton
final class KnownTrunks {
    private static final Logger LOG = Logger.getLogger(KnownTrunks.class);

    private final PublishedWeights weights;

    KnownTrunks(PublishedWeights weights) {
        this.weights = weights;
    }

    /** Whether a version has a discriminator that cannot have seen what is held out. */
    boolean unseen(PublishedVersion version, TrainingRequest detector, TrainingData data) {
        Manifest manifest = version.manifest();
        return manifest.networks().containsKey(Role.DISCRIMINATOR.name())
                && manifest.provenance().datasetSha256().equals(data.all().sha256())
                && request(manifest)
                        .filter(trained -> trained.warmStart().isEmpty()
                                && trained.seed() == detector.seed()
                                && trained.data().heldOutFraction()
                                        == detector.data().heldOutFraction())
                        .isPresent();
    }

    /**
     * The body of a version's discriminator.
     *
     * @param version that is {@link #unseen}
     * @return empty if it cannot be looked through
     * @throws GantryException retryable, if the store is away; rejected, if the version is not what was published
     */
    Optional<Trunk> of(PublishedVersion version) {
        return request(version.manifest()).flatMap(trained -> trunk(version, trained));
    }

    private Optional<Trunk> trunk(PublishedVersion version, TrainingRequest trained) {
        try {
            Optional<Graph> body = PlanFactory.discriminatorFeatures(trained);
            Graph discriminator = PlanFactory.plan(trained).graph(Role.DISCRIMINATOR);
            if (body.isEmpty()) {
                return Optional.empty();
            }
            OnnxWeights published = weights.of(version, Role.DISCRIMINATOR);
            return published.mismatches(discriminator).isEmpty()
                    ? Optional.of(new Trunk(body.get(), published.of(discriminator)))
                    : Optional.empty();
        } catch (InvalidFieldException e) {
            LOG.debugf("event=trunk-left-out model=%s reason=%s", trained.model(), e.getMessage());
            return Optional.empty();
        }
    }

    /** A request that this release does not understand any more tells nothing. */
    private static Optional<TrainingRequest> request(Manifest manifest) {
        try {
            return Optional.of(
                    TrainingRequest.CONTRACT.decode(manifest.provenance().request()));
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected) {
                LOG.debugf("event=trunk-left-out model=%s reason=%s", manifest.model(), e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }
}
