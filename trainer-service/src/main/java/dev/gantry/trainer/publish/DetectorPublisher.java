package dev.gantry.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.engine.detection.FittedDetector;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.engine.export.RoleExporter;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.Job;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes a detector of several models as a version that has no other network. */
@Singleton
public final class DetectorPublisher {
    private static final String CARD = "card";
    /** Such a job has one version: nothing in it counts images. */
    private static final long STEP = 0;

    private final VersionPublisher versions;
    private final Announcements announcements;
    private final Clock clock;
    private final String codeVersion;

    DetectorPublisher(
            VersionPublisher versions,
            Announcements announcements,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String codeVersion) {
        this.versions = versions;
        this.announcements = announcements;
        this.clock = clock;
        this.codeVersion = codeVersion;
    }

    /**
     * Publishes; again for the same job, it changes nothing and returns what was published first.
     *
     * @param recipe     what the detector was fitted from
     * @param generators whose samples it knows
     * @throws dev.gantry.platform.jobs.SupersededException if a later attempt of the job has begun; nothing is published then
     * @throws dev.gantry.engine.export.ParityException if ONNX Runtime and libtorch disagree
     * @throws dev.gantry.contracts.GantryException retryable, if the store or Kafka is away
     */
    public Manifest publish(
            Job job,
            TrainingData.Pictures data,
            JsonNode recipe,
            List<PublishedVersion> generators,
            FittedDetector detector) {
        long start = System.nanoTime();
        ExportedRole network = RoleExporter.export(detector.network(), Map.of());
        DetectorCard card = DetectorCards.of(detector.calibration());
        List<Manifest.GeneratorVersion> known =
                generators.stream().map(DetectorPublisher::source).toList();
        try (StagedFiles files = StagedFiles.create()) {
            files.addModel(network.role().name(), network.onnx());
            files.addText(CARD, DetectorModelCard.write(job, data, known, card));
            PublishedVersion published = versions.publish(
                    job,
                    STEP,
                    files,
                    (version, stored) -> manifest(job, data, recipe, known, network, card, version, stored));
            announcements.tell(job, published, start);
            return published.manifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Manifest manifest(
            Job job,
            TrainingData.Pictures data,
            JsonNode recipe,
            List<Manifest.GeneratorVersion> generators,
            ExportedRole network,
            DetectorCard card,
            int version,
            Map<String, StoredFile> stored) {
        return new Manifest(
                Manifest.SCHEMA,
                job.model(),
                version,
                job.jobId(),
                STEP,
                clock.instant(),
                Manifest.DETECTOR,
                data.sample(),
                OptionalInt.empty(),
                ManifestParts.networks(List.of(network), stored),
                ManifestParts.others(List.of(CARD), stored),
                Optional.empty(),
                Optional.of(card),
                Map.of(),
                new Manifest.Provenance(
                        Json.tree(job.request()),
                        recipe,
                        Optional.of(generators),
                        data.all().sha256(),
                        data.train().size(),
                        job.request().seed(),
                        codeVersion));
    }

    private static Manifest.GeneratorVersion source(PublishedVersion version) {
        return new Manifest.GeneratorVersion(
                version.manifest().model(), version.manifest().version(), version.manifestSha256());
    }
}
