package dev.gantry.trainer.detector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.detection.DetectorFitter;
import dev.gantry.engine.detection.DetectorSources;
import dev.gantry.engine.detection.FittedDetector;
import dev.gantry.engine.detection.Trunk;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.trainer.TrainerConfig;
import dev.gantry.trainer.measure.WorkAbandonedException;
import dev.gantry.trainer.measure.WorkReporter;
import dev.gantry.trainer.publish.DetectorPublisher;
import dev.gantry.trainer.publish.FetchedGenerators;
import dev.gantry.trainer.publish.PublishedGenerators;
import dev.gantry.trainer.run.DataLoader;
import dev.gantry.trainer.run.KnownGround;
import dev.gantry.trainer.run.Patience;
import dev.gantry.trainer.run.PlanFactory;
import dev.gantry.trainer.run.RunEnd;
import dev.gantry.trainer.run.StopSignal;
import dev.gantry.trainer.work.Job;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs a job that fits a detector to several models, on the calling thread. It is short, so that nothing of it is kept to go on from. */
@Singleton
public final class DetectorRunner {
    private static final Logger LOG = Logger.getLogger(DetectorRunner.class);
    private static final String ACTIVITY = "fitting-detector";
    private static final String REASON = "fitted";

    private final GeneratorChoice choice;
    private final PublishedGenerators generators;
    private final KnownTrunks trunks;
    private final DataLoader loader;
    private final DetectorPublisher publisher;
    private final EventLog events;
    private final TrainerConfig config;
    private final Clock clock;

    DetectorRunner(
            GeneratorChoice choice,
            PublishedGenerators generators,
            KnownTrunks trunks,
            DataLoader loader,
            DetectorPublisher publisher,
            EventLog events,
            TrainerConfig config,
            Clock clock) {
        this.choice = choice;
        this.generators = generators;
        this.trunks = trunks;
        this.loader = loader;
        this.publisher = publisher;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Fits and publishes, unless the signal says stop before.
     *
     * @throws dev.gantry.platform.jobs.SupersededException if a later attempt of the job has begun
     * @throws IOException if the data is malformed or out of reach
     * @throws GantryException if the generators or the data are refused, or a store stays away
     */
    public RunEnd run(Job job, StopSignal stop) throws IOException {
        long start = System.nanoTime();
        Patience patience = new Patience(() -> stop.reason().isPresent(), config.patience(), config.backOff());
        List<PublishedVersion> versions = patience.run("choose-generators", () -> choice.versions(job.request()));
        Optional<TrainingData> read = loader.load(job, stop);
        if (read.isEmpty()) {
            return stopped(stop);
        }
        try (TrainingData.Pictures data = (TrainingData.Pictures) read.get();
                FetchedGenerators fetched =
                        patience.run("fetch-generators", () -> generators.fetch(versions, data.sample()))) {
            Map<String, Trunk> known = patience.run("read-discriminators", () -> trunks(job, versions, data));
            FittedDetector detector = fit(job, data, sources(job.request(), fetched, known), stop);
            if (stop.reason().isPresent()) {
                return stopped(stop);
            }
            Manifest manifest = patience.run(
                    "publish", () -> publisher.publish(job, data, recipe(job.request(), known), versions, detector));
            return new RunEnd.Completed(
                    manifest.step(),
                    REASON,
                    manifest.version(),
                    Duration.ofNanos(System.nanoTime() - start),
                    0,
                    manifest.detector());
        } catch (WorkAbandonedException e) {
            LOG.infof("event=work-abandoned jobId=%s reason=\"%s\"", job.jobId(), e.getMessage());
            return stopped(stop);
        }
    }

    private FittedDetector fit(Job job, TrainingData.Pictures data, DetectorSources sources, StopSignal stop) {
        long start = System.nanoTime();
        WorkReporter work =
                new WorkReporter(job, events, clock, () -> stop.reason().isPresent());
        FittedDetector detector = new DetectorFitter(
                        ComputeDevice.best(), job.request().seed())
                .fit(
                        sources,
                        data.train(),
                        data.heldOut().orElseThrow(),
                        KnownGround.of(job.request().data()),
                        work.begin(ACTIVITY, 0));
        LOG.infof(
                "event=detector-fitted jobId=%s model=%s generators=%d trunks=%d seconds=%.1f",
                job.jobId(),
                job.model(),
                sources.generators().size(),
                sources.trunks().size(),
                (System.nanoTime() - start) / 1e9);
        return detector;
    }

    /** Of models that answer and have not seen what is held out, some at even distances, by the names of their versions. */
    private Map<String, Trunk> trunks(Job job, List<PublishedVersion> versions, TrainingData data) {
        Map<String, PublishedVersion> answering = new LinkedHashMap<>();
        versions.forEach(version -> answering.put(version.manifest().model(), version));
        Map<String, Trunk> known = new LinkedHashMap<>();
        List<PublishedVersion> usable = answering.values().stream()
                .filter(version -> trunks.unseen(version, job.request(), data))
                .toList();
        DetectorSources.evenly(usable, DetectorSources.MAX_TRUNKS).forEach(version -> trunks.of(version)
                .ifPresent(trunk -> known.put(
                        GeneratorName.of(
                                version.manifest().model(), version.manifest().version()),
                        trunk)));
        return known;
    }

    private static DetectorSources sources(
            TrainingRequest request, FetchedGenerators fetched, Map<String, Trunk> known) {
        List<Trunk> trunks = List.copyOf(known.values());
        Trunk start = trunks.isEmpty()
                ? Trunk.untrained(PlanFactory.discriminatorFeatures(request).orElseThrow())
                : trunks.get(trunks.size() - 1);
        return new DetectorSources(start, trunks, fetched.histories());
    }

    /** What the detector is made of, as the manifest tells it. */
    private static JsonNode recipe(TrainingRequest request, Map<String, Trunk> known) {
        List<String> activations = List.copyOf(known.keySet());
        return Json.tree(Map.of(
                "activations",
                activations,
                "forensics",
                activations.isEmpty() ? request.network().family() : activations.get(activations.size() - 1)));
    }

    private static RunEnd stopped(StopSignal stop) {
        return new RunEnd.Stopped(stop.reason().orElseThrow(), 0);
    }
}
