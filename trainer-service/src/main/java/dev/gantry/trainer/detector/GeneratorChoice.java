package dev.gantry.trainer.detector;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.detection.DetectorSources;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Decides which published versions a detector learns from. Of a model that is named as a whole these are the one that answers and
 * some others at even distances; what answers comes last and weighs most.
 */
@Singleton
public final class GeneratorChoice {
    private static final Logger LOG = Logger.getLogger(GeneratorChoice.class);
    private static final String FIELD = "generators";
    private static final int MAX_VERSIONS = 4;
    private static final int MAX_MODELS = 32;

    private final ModelStore models;
    private final ManifestTrust trust;

    GeneratorChoice(ModelStore models, ManifestTrust trust) {
        this.models = models;
        this.trust = trust;
    }

    /** The request with the versions named that it means now, so that every attempt learns from the same ones. */
    public TrainingRequest pinned(TrainingRequest request) {
        if (request.kind() != TrainingRequest.JobKind.DETECTOR) {
            return request;
        }
        try {
            return request.withGenerators(names(versions(request)));
        } catch (GantryException e) {
            if (e.failure() instanceof Failure.Rejected) {
                // The job says so when it runs.
                return request;
            }
            throw e;
        }
    }

    /** What a request says to mean just these. */
    public static List<String> names(List<PublishedVersion> versions) {
        return versions.stream()
                .map(PublishedVersion::manifest)
                .map(manifest -> GeneratorName.of(manifest.model(), manifest.version()))
                .toList();
    }

    /**
     * The versions that a request means, model by model.
     *
     * @throws GantryException rejected, {@code invalid-request}, if a model that is named does not exist or makes something else, if
     *     there are none, or too many; by the code of what is wrong, if no trusted key has signed a version that is named.
     *     Retryable, if the store is away
     */
    public List<PublishedVersion> versions(TrainingRequest request) {
        Map<String, List<PublishedVersion>> byModel = new TreeMap<>();
        List<String> published = models.models();
        for (String text : request.generators().orElse(List.of())) {
            GeneratorName name = GeneratorName.parse(text);
            boolean named = name instanceof GeneratorName.Model;
            name.models(published)
                    .filter(model -> named || !model.equals(request.model()))
                    .forEach(model -> {
                        List<PublishedVersion> chosen = byModel.computeIfAbsent(model, any -> new ArrayList<>());
                        candidates(name, model).stream()
                                .filter(version -> named ? require(text, version, request) : fits(version, request))
                                .filter(version -> !chosen.contains(version))
                                .forEach(chosen::add);
                        if (named && chosen.isEmpty()) {
                            throw refused(text, "a published model");
                        }
                    });
        }
        byModel.values().removeIf(List::isEmpty);
        if (byModel.isEmpty() || byModel.size() > MAX_MODELS) {
            throw refused(
                    String.valueOf(request.generators().orElse(List.of())),
                    "1 to " + MAX_MODELS + " models that make " + wanted(request) + "; there are " + byModel.size());
        }
        return byModel.values().stream().flatMap(List::stream).toList();
    }

    private List<PublishedVersion> candidates(GeneratorName name, String model) {
        if (name instanceof GeneratorName.Model one && one.version().isPresent()) {
            int version = one.version().getAsInt();
            return List.of(models.find(model, version)
                    .orElseThrow(() -> refused(
                            GeneratorName.of(model, version),
                            "a published version of " + model + "; there are " + models.versions(model))));
        }
        List<Integer> all = new ArrayList<>(models.versions(model));
        Optional<Integer> answers = models.aliases(model).wanted().stream()
                .boxed()
                .filter(all::remove)
                .findFirst();
        List<Integer> chosen = new ArrayList<>(DetectorSources.evenly(all, MAX_VERSIONS - 1));
        answers.ifPresent(chosen::add);
        return chosen.stream()
                .flatMap(version -> models.find(model, version).stream())
                .toList();
    }

    /** What a beginning of a name happens to match is passed over if it cannot be learned from. */
    private boolean fits(PublishedVersion version, TrainingRequest request) {
        Manifest manifest = version.manifest();
        if (!makes(manifest, request)) {
            return false;
        }
        try {
            trust.check(version);
            return true;
        } catch (GantryException e) {
            if (!(e.failure() instanceof Failure.Rejected)) {
                throw e;
            }
            LOG.warnf(
                    "event=generator-passed-over model=%s version=%d reason=\"%s\"",
                    manifest.model(), manifest.version(), e.getMessage());
            return false;
        }
    }

    private boolean require(String text, PublishedVersion version, TrainingRequest request) {
        if (!makes(version.manifest(), request)) {
            throw refused(
                    text,
                    "a model that makes " + wanted(request) + "; version "
                            + version.manifest().version() + " has "
                            + version.manifest().networks().keySet() + " of "
                            + version.manifest().sample());
        }
        trust.check(version);
        return true;
    }

    private static boolean makes(Manifest manifest, TrainingRequest request) {
        TrainingRequest.Data data = request.data();
        return manifest.networks().containsKey(Role.GENERATOR)
                && manifest.sample() instanceof SampleSpec.Images images
                && images.channels() == data.channels()
                && images.height() == data.resolution()
                && images.width() == data.resolution();
    }

    private static String wanted(TrainingRequest request) {
        TrainingRequest.Data data = request.data();
        return "pictures of " + data.resolution() + " by " + data.resolution() + " pixels in " + data.channels()
                + (data.channels() == 1 ? " channel" : " channels");
    }

    private static GantryException refused(String value, String accepted) {
        return Failure.Rejected.invalidField(FIELD, value, accepted).asException();
    }
}
