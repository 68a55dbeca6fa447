package dev.gantry.detector.http;

import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.FeedbackRequest;
import dev.gantry.detector.feedback.FeedbackDesk;
import dev.gantry.detector.feedback.FeedbackReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What turned out about judged pictures, and the error rates that this shows. */
@Path("/v1/detections")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    private final FeedbackDesk desk;

    FeedbackResource(FeedbackDesk desk) {
        this.desk = desk;
    }

    /** Keeps feedback on a verdict. */
    @POST
    @Path("{requestId}/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Feedback take(@PathParam("requestId") String requestId, byte[] body) {
        return desk.take(requestId, FeedbackRequest.CONTRACT.decode(body));
    }

    /** The error rates of all feedback that counts. */
    @GET
    @Path("feedback")
    public FeedbackReport report() {
        return desk.report();
    }
}
