package dev.gantry.trainer.state;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.platform.jobs.JobStates;
import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.jobs.StateKey;
import dev.gantry.trainer.TrainerConfig;
import dev.gantry.trainer.metrics.TrainerMetrics;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the states of jobs in the store and reads them back. */
@Singleton
public final class SavedRuns {
    private static final Logger LOG = Logger.getLogger(SavedRuns.class);

    private final JobStates states;
    private final JobStore jobs;
    private final TrainerMetrics metrics;
    private final TrainerConfig config;

    SavedRuns(JobStates states, JobStore jobs, TrainerMetrics metrics, TrainerConfig config) {
        this.states = states;
        this.jobs = jobs;
        this.metrics = metrics;
        this.config = config;
    }

    /** The last attempt that got the job further; 0 if none did. */
    public int lastFruitfulAttempt(String jobId) {
        List<StateKey> kept = states.kept(jobId);
        return kept.isEmpty() ? 0 : kept.get(0).attempt();
    }

    /**
     * The newest state that is whole.
     *
     * @throws GantryException retryable, if the store is away
     */
    public Optional<SavedRun> newest(String jobId) throws IOException {
        for (StateKey key : states.kept(jobId)) {
            Optional<SavedRun> run = read(jobId, key);
            if (run.isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }

    /** Begins to keep the states of an attempt; closed by the caller. */
    public StateUploader uploader(JobRun job, TrainingData data) {
        return new StateUploader(job, RunIdentity.of(job, data), states, jobs, metrics, config.stateInterval());
    }

    /** Drops what a job that has ended needs no more. */
    public void forget(String jobId) {
        states.forget(jobId);
    }

    /** A state that is damaged, or has just been dropped, is passed over for the one before. */
    private Optional<SavedRun> read(String jobId, StateKey key) throws IOException {
        Path directory = Files.createTempDirectory("gantry-state-");
        Path file = directory.resolve("state");
        try {
            states.download(jobId, key, file);
            return Optional.of(SavedRun.read(file));
        } catch (GantryException e) {
            if (!(e.failure() instanceof Failure.Rejected)) {
                throw e;
            }
            LOG.warnf("event=state-passed-over jobId=%s step=%d reason=%s", jobId, key.step(), e.getMessage());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }
}
