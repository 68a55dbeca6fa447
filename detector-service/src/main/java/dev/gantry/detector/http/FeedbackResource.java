package dev.gantry.detector.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.FeedbackRequest;
import dev.gantry.detector.feedback.FeedbackDesk;
import dev.gantry.detector.feedback.FeedbackReport;
import dev.gantry.service.callers.CurrentCall;
import dev.gantry.service.callers.Reach;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** What turned out about judged pictures, and the error rates that this shows. */
@Path("/v1/detections")
@Produces(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    /** Of ids that a service has drawn at random: only whoever was answered knows them. */
    private static final int RANDOM = 4;

    private final FeedbackDesk desk;
    private final CurrentCall call;

    FeedbackResource(FeedbackDesk desk, CurrentCall call) {
        this.desk = desk;
        this.call = call;
    }

    /** Keeps feedback on a verdict. */
    @POST
    @Path("{requestId}/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    public Feedback take(@PathParam("requestId") String requestId, byte[] body) {
        if (!call.reach().model(requestId) && !random(requestId)) {
            throw new Failure.Rejected(
                            Failure.Rejected.NOT_FOUND, "no verdict with the id " + requestId + " is remembered")
                    .asException();
        }
        return desk.take(requestId, FeedbackRequest.CONTRACT.decode(body));
    }

    /** The error rates of all feedback that counts, on the caller's own detectors unless it is the operator. */
    @GET
    @Path("feedback")
    public FeedbackReport report() {
        Reach reach = call.reach();
        return reach.everything()
                ? desk.report()
                : new FeedbackReport(desk.report().rates().stream()
                        .filter(rate -> rate.model().filter(reach::model).isPresent())
                        .toList());
    }

    private static boolean random(String requestId) {
        try {
            UUID read = UUID.fromString(requestId);
            return read.version() == RANDOM && read.toString().equals(requestId);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
