package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Probe;
import dev.gantry.engine.detection.FittedDetector;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.platform.models.Measurement;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Exports a checkpoint, publishes it as a version and announces it. */
@Singleton
public final class CheckpointPublisher {
    private static final String PREVIEW = "preview";
    private static final String CARD = "card";

    private final VersionPublisher versions;
    private final ModelStore models;
    private final Announcements announcements;
    private final Clock clock;
    private final Tracer tracer;
    private final String codeVersion;

    CheckpointPublisher(
            VersionPublisher versions,
            ModelStore models,
            Announcements announcements,
            Clock clock,
            Tracer tracer,
            @ConfigProperty(name = "quarkus.application.version") String codeVersion) {
        this.versions = versions;
        this.models = models;
        this.announcements = announcements;
        this.clock = clock;
        this.tracer = tracer;
        this.codeVersion = codeVersion;
    }

    /**
     * Publishes; again for the same job and step, it changes nothing and returns what was published first.
     *
     * @param figures  losses, health and metrics for the manifest
     * @param measurement of this checkpoint's samples, by which it may become the best version
     * @param detector the one of this checkpoint
     * @throws dev.gantry.platform.jobs.SupersededException if a later attempt of the job has begun; nothing is published then
     * @throws dev.gantry.engine.export.ParityException if ONNX Runtime and libtorch disagree
     * @throws dev.gantry.contracts.GantryException retryable, if the store or Kafka is away
     */
    public Manifest publish(
            JobRun job,
            TrainingData data,
            Checkpoint checkpoint,
            Map<String, Double> figures,
            Optional<Measurement> measurement,
            Optional<FittedDetector> detector) {
        Span span = tracer.spanBuilder("publish")
                .setAttribute("gantry.job.id", job.jobId())
                .setAttribute("gantry.model", job.model())
                .startSpan();
        try {
            Manifest manifest = Context.current()
                    .with(span)
                    .wrapSupplier(() -> publishTraced(job, data, checkpoint, figures, measurement, detector))
                    .get();
            span.setAttribute("gantry.version", manifest.version());
            return manifest;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, e.toString());
            throw e;
        } finally {
            span.end();
        }
    }

    private Manifest publishTraced(
            JobRun job,
            TrainingData data,
            Checkpoint checkpoint,
            Map<String, Double> figures,
            Optional<Measurement> measurement,
            Optional<FittedDetector> detector) {
        long start = System.nanoTime();
        PublishedVersion published = store(job, data, checkpoint, figures, detector);
        Manifest manifest = published.manifest();
        measurement.ifPresent(taken -> models.measured(job.model(), manifest.version(), taken));
        announcements.tell(job.job(), published, start);
        return manifest;
    }

    private PublishedVersion store(
            JobRun job,
            TrainingData data,
            Checkpoint checkpoint,
            Map<String, Double> figures,
            Optional<FittedDetector> detector) {
        List<ExportedRole> roles = export(checkpoint, detector);
        Optional<DetectorCard> detectorCard = detector.map(fitted -> DetectorCards.of(fitted.calibration()));
        try (StagedFiles files = StagedFiles.create()) {
            for (ExportedRole role : roles) {
                files.addModel(role.role().name(), role.onnx());
            }
            files.addText(CARD, ModelCard.write(job, data, checkpoint, figures, detectorCard));
            Probe probe = GeneratorProbe.draw(roles.get(0).onnx(), job.latentSize(), data, files.addPicture(PREVIEW));
            return versions.publish(
                    job.job(),
                    checkpoint.images(),
                    files,
                    new ManifestFactory(
                            job,
                            data,
                            checkpoint.images(),
                            clock.instant(),
                            roles,
                            List.of(PREVIEW, CARD),
                            probe,
                            detectorCard,
                            figures,
                            codeVersion));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The generator first. */
    private static List<ExportedRole> export(Checkpoint checkpoint, Optional<FittedDetector> detector) {
        List<RoleSnapshot> snapshots = new ArrayList<>(List.of(checkpoint.generator(), checkpoint.discriminator()));
        detector.ifPresent(fitted -> snapshots.add(fitted.network()));
        // Nothing of the job: the same training gives the same file, byte for byte, under every job id.
        Map<String, String> metadata = Map.of("gantry.step", String.valueOf(checkpoint.images()));
        return snapshots.stream()
                .map(snapshot -> RoleExporter.export(snapshot, metadata))
                .toList();
    }
}
