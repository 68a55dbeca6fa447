package dev.gantry.gateway.jobs;

import java.util.List;

/** @param jobs without their requests and curves, newest first */
public record JobList(List<JobView> jobs) {
    public JobList {
        jobs = List.copyOf(jobs);
    }
}
