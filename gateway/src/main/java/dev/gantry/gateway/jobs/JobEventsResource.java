package dev.gantry.gateway.jobs;

import dev.gantry.contracts.Failure;
import dev.gantry.gateway.Names;
import dev.gantry.gateway.schemas.Schemas;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A job's events as they happen. */
@Path("/v1/jobs/{jobId: " + Names.PATTERN + "}/events")
@Tag(name = "Jobs")
public class JobEventsResource {
    private final VisibleJobs jobs;
    private final JobEventStream stream;

    JobEventsResource(VisibleJobs jobs, JobEventStream stream) {
        this.jobs = jobs;
        this.stream = stream;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a job",
            description =
                    "Server-sent events: first those that were told after Last-Event-ID (all of them without it), then new"
                            + " ones, until the job has ended. Each event's data is a TrainingEvent, its name the event's type. Of a"
                            + " long job's older progress events some are left out. Comments in between are signs of life.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(ref = Schemas.TRAINING_EVENT)))
    @APIResponse(responseCode = "204", description = "The job has ended, and its last event is Last-Event-ID")
    @APIResponse(responseCode = "404", description = "No such job is known")
    public Multi<OutboundSseEvent> follow(
            @PathParam("jobId") String jobId, @HeaderParam("Last-Event-ID") Optional<String> lastEventId) {
        JobView job = jobs.get(jobId);
        long after = lastEventId.map(JobEventsResource::number).orElse(JobLog.BEFORE_ALL);
        if (job.state().ended() && after >= job.lastEventId().orElse(JobLog.BEFORE_ALL)) {
            // Tells an EventSource not to come back.
            throw new WebApplicationException(Response.noContent().build());
        }
        return stream.follow(jobId, after);
    }

    private static long number(String lastEventId) {
        try {
            return Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            throw Failure.Rejected.invalidField("Last-Event-ID", lastEventId, "must be the id of an event of this job")
                    .asException();
        }
    }
}
