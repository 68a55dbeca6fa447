package dev.gantry.trainer.publish;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.contracts.training.TrainingRequest.WarmStart;
import dev.gantry.engine.train.TrainingStart;
import dev.gantry.networks.Role;
import dev.gantry.networks.onnx.OnnxWeights;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.JobRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Lets jobs begin from the weights of versions that were published before. */
@Singleton
public final class WarmStarts {
    private static final Logger LOG = Logger.getLogger(WarmStarts.class);
    private static final String VERSION_FIELD = "warmStart.version";
    private static final List<Role> ROLES = List.of(Role.GENERATOR, Role.DISCRIMINATOR);

    private final ModelStore models;
    private final PublishedWeights weights;

    WarmStarts(ModelStore models, PublishedWeights weights) {
        this.models = models;
        this.weights = weights;
    }

    /** The request with the version named that is the latest now, so that every attempt begins from the same one. */
    public TrainingRequest pinned(TrainingRequest request) {
        return request.warmStart()
                .filter(start -> start.version().isEmpty())
                .flatMap(start -> models.alias(start.model(), ModelStore.LATEST)
                        .map(latest -> request.withWarmStart(new WarmStart(start.model(), OptionalInt.of(latest)))))
                .orElse(request);
    }

    /**
     * What the job begins from when there is no state to go on from.
     *
     * @throws GantryException rejected, {@code invalid-request}, if there is no such version, or its networks are not the job's; then
     *     what differs is named. Rejected, by the code of what is wrong with the version, if no trusted key has signed it or its
     *     files are not what was published
     */
    public TrainingStart of(JobRun job) {
        return job.request()
                .warmStart()
                .<TrainingStart>map(start -> warm(job, start))
                .orElseGet(TrainingStart.Fresh::new);
    }

    private TrainingStart.Warm warm(JobRun job, WarmStart start) {
        PublishedVersion version = version(start);
        Manifest manifest = version.manifest();
        Map<Role, OnnxWeights> published = published(version);
        requireSameNetworks(job, manifest, published);
        Map<Role, Map<String, float[]>> parameters = new LinkedHashMap<>();
        published.forEach(
                (role, values) -> parameters.put(role, values.of(job.plan().graph(role))));
        LOG.infof(
                "event=warm-start jobId=%s model=%s from=%s version=%d",
                job.jobId(), job.model(), manifest.model(), manifest.version());
        return new TrainingStart.Warm(parameters);
    }

    private Map<Role, OnnxWeights> published(PublishedVersion version) {
        try {
            return ROLES.stream()
                    .filter(role -> version.manifest().networks().containsKey(role.name()))
                    .collect(Collectors.toMap(role -> role, role -> weights.of(version, role)));
        } catch (GantryException e) {
            throw e.failure() instanceof Failure.Rejected fault ? unusable(version, fault) : e;
        }
    }

    private PublishedVersion version(WarmStart start) {
        int version = start.version()
                .orElseThrow(() -> refused("warmStart.model", start.model(), "a model with a published version"));
        return models.find(start.model(), version)
                .orElseThrow(() -> refused(
                        VERSION_FIELD,
                        String.valueOf(version),
                        "a published version of " + start.model() + "; there are " + models.versions(start.model())));
    }

    private static void requireSameNetworks(JobRun job, Manifest manifest, Map<Role, OnnxWeights> published) {
        List<String> mismatches = new ArrayList<>();
        for (Role role : ROLES) {
            OnnxWeights values = published.get(role);
            List<String> found = values == null
                    ? List.of("it was not published")
                    : values.mismatches(job.plan().graph(role));
            if (!found.isEmpty()) {
                mismatches.add(role + ": " + String.join("; ", found));
            }
        }
        if (!mismatches.isEmpty()) {
            throw refused(
                    "warmStart",
                    "version " + manifest.version() + " of " + manifest.model() + ", family " + manifest.family(),
                    "a version of the same networks as the job's; " + String.join("; ", mismatches));
        }
    }

    private static GantryException unusable(PublishedVersion version, Failure.Rejected fault) {
        Violation violation =
                new Violation(VERSION_FIELD, String.valueOf(version.manifest().version()), fault.message());
        return new Failure.Rejected(fault.code(), violation.sentence(), List.of(violation)).asException();
    }

    private static GantryException refused(String field, String value, String accepted) {
        return Failure.Rejected.invalidField(field, value, accepted).asException();
    }
}
