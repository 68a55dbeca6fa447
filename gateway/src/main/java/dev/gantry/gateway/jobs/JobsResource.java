package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Headers;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.gateway.Names;
import dev.gantry.gateway.audit.AuditNote;
import dev.gantry.gateway.audit.AuditTrail;
import dev.gantry.gateway.auth.Callers;
import dev.gantry.gateway.schemas.Schemas;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Training jobs. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobsResource {
    private static final int MAX_LIMIT = 1000;

    private final VisibleJobs jobs;
    private final JobDesk desk;
    private final JobQuota quota;
    private final Callers callers;
    private final AuditTrail trail;

    JobsResource(VisibleJobs jobs, JobDesk desk, JobQuota quota, Callers callers, AuditTrail trail) {
        this.jobs = jobs;
        this.desk = desk;
        this.quota = quota;
        this.callers = callers;
        this.trail = trail;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for a model",
            description =
                    "The request is validated and put on the topic gantry.training.requests. Without a jobId one is"
                            + " assigned. Asking again with the same jobId and the same request is answered with the job as it stands.")
    @RequestBody(content = @Content(schema = @Schema(ref = Schemas.TRAINING_REQUEST)))
    @APIResponse(
            responseCode = "202",
            description = "The job is queued; Location names it",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The job was asked for before",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A field is wrong; the problem names it, its value and what is accepted")
    @APIResponse(
            responseCode = "403",
            description = "The scope submit is needed, or a name in the request is not the caller's")
    @APIResponse(responseCode = "409", description = "The jobId stands for another request")
    @APIResponse(
            responseCode = "429",
            description = "A limit of the tenant is used up; Retry-After says when to come again")
    @APIResponse(responseCode = "503", description = "Kafka is away")
    public Response submit(
            byte[] request,
            @HeaderParam(Headers.TRACEPARENT) @Parameter(hidden = true) Optional<String> traceparent,
            @Context UriInfo uri) {
        TrainingRequest wanted = TrainingRequest.CONTRACT.decode(request);
        AuditNote note = trail.current();
        note.about("model", wanted.model());
        wanted.jobId().ifPresent(jobId -> note.about("jobId", jobId));
        Admission.check(wanted, callers.current());
        JobDesk.Submission submission = quota.submit(wanted, traceparent);
        note.about("jobId", submission.job().jobId());
        return Response.status(submission.created() ? Response.Status.ACCEPTED : Response.Status.OK)
                .location(uri.getAbsolutePathBuilder()
                        .path(submission.job().jobId())
                        .build())
                .entity(submission.job())
                .build();
    }

    @GET
    @Operation(summary = "List jobs", description = "Newest first, without requests and curves.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = JobList.class)),
            description = "The jobs")
    public JobList list(
            @QueryParam("state") @Parameter(schema = @Schema(implementation = JobState.class)) Optional<String> state,
            @QueryParam("model") Optional<String> model,
            @QueryParam("limit") @DefaultValue("50") @Parameter(schema = @Schema(minimum = "1", maximum = "1000"))
                    int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Failure.Rejected.invalidField("limit", String.valueOf(limit), "must be 1 to " + MAX_LIMIT)
                    .asException();
        }
        return new JobList(jobs.list(state.map(JobsResource::state), model, limit));
    }

    @GET
    @Path("{jobId: " + Names.PATTERN + "}")
    @Operation(summary = "Look at a job")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = JobView.class)),
            description = "The job")
    @APIResponse(responseCode = "404", description = "No such job is known")
    public JobView get(@PathParam("jobId") String jobId) {
        return jobs.get(jobId);
    }

    @DELETE
    @Path("{jobId: " + Names.PATTERN + "}")
    @Operation(
            summary = "Cancel a job",
            description = "Its trainer stops at the next step; what was published stays. Cancelling twice is no error.")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = JobView.class)),
            description = "The trainer is being told")
    @APIResponse(responseCode = "404", description = "No such job is known")
    @APIResponse(responseCode = "409", description = "The job has completed or failed")
    public Response cancel(@PathParam("jobId") String jobId) {
        return Response.accepted(desk.cancel(get(jobId))).build();
    }

    private static JobState state(String name) {
        return Arrays.stream(JobState.values())
                .filter(state -> state.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Failure.Rejected.invalidField(
                                "state", name, "must be one of " + Arrays.toString(JobState.values()))
                        .asException());
    }
}
