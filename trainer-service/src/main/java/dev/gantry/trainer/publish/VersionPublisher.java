package dev.gantry.trainer.publish;

import dev.gantry.platform.jobs.JobStore;
import dev.gantry.platform.models.Checkpoint;
import dev.gantry.platform.models.ManifestWriter;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.trainer.work.Job;
import jakarta.inject.Singleton;

/** Publishes staged files as the version of a job's step, signed, unless a later attempt of the job has begun. */
@Singleton
final class VersionPublisher {
    private final ModelStore models;
    private final JobStore jobs;
    private final SigningKey key;

    VersionPublisher(ModelStore models, JobStore jobs, SigningKey key) {
        this.models = models;
        this.jobs = jobs;
        this.key = key;
    }

    /**
     * Publishes; again for the same job and step, it changes nothing and returns what was published first.
     *
     * @throws dev.gantry.platform.jobs.SupersededException if a later attempt of the job has begun; nothing is published then
     * @throws dev.gantry.contracts.GantryException retryable, if the store is away
     */
    PublishedVersion publish(Job job, long step, StagedFiles files, ManifestWriter manifest) {
        jobs.requireNewest(job.jobId(), job.attempt());
        return models.publish(new Checkpoint(job.model(), job.jobId(), step), files.artifacts(), manifest, key);
    }
}
