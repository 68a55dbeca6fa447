package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.gateway.Names;
import dev.gantry.gateway.http.Pictures;
import dev.gantry.platform.jobs.JobStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a job's samples grow: grids of the same seeds, one a tick. */
@Path("/v1/jobs/{jobId: " + Names.PATTERN + "}/samples")
@Produces("image/png")
@Tag(name = "Jobs")
public class JobSamplesResource {
    private final VisibleJobs jobs;
    private final JobStore store;

    JobSamplesResource(VisibleJobs jobs, JobStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    @GET
    @Path("latest")
    @Operation(summary = "Look at the newest sample grid")
    @APIResponse(responseCode = "200", description = "A PNG")
    @APIResponse(responseCode = "404", description = "No such job is known, or it has drawn none yet")
    public Response latest(@PathParam("jobId") String jobId) {
        return jobs.get(jobId).curves().stream()
                .filter(JobView.Point::sampleGrid)
                .reduce((older, newer) -> newer)
                .flatMap(point -> store.sampleGrid(jobId, point.step()))
                .map(Pictures::current)
                .orElseThrow(() -> missing("job " + jobId + " has drawn no sample grid yet"));
    }

    @GET
    @Path("{step: \\d{1,12}}")
    @Operation(
            summary = "Look at the sample grid of a step",
            description = "The job's curves say which steps have one.")
    @APIResponse(responseCode = "200", description = "A PNG")
    @APIResponse(responseCode = "404", description = "The job drew none at this step")
    public Response atStep(@PathParam("jobId") String jobId, @PathParam("step") long step) {
        return store.sampleGrid(jobs.get(jobId).jobId(), step)
                .map(Pictures::lasting)
                .orElseThrow(() -> missing("job " + jobId + " has no sample grid of step " + step));
    }

    private static GantryException missing(String message) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, message).asException();
    }
}
