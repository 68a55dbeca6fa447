package dev.gantry.gateway.schemas;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.JsonContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JSON Schemas (2020-12) that requests are held to and documents satisfy. Needs no key. */
@Path(Schemas.PATH)
@Tag(name = "Schemas")
public class SchemasResource {

    @GET
    @Path("{name: [A-Za-z]+}.json")
    @Produces("application/schema+json")
    @Operation(
            summary = "Read a schema",
            description =
                    "TrainingRequest, TrainingEvent, CheckpointPublished, RoutingChanged, Manifest, SampleRequest, SamplingRequest,"
                            + " SamplingResult, Emission, AliasRequest, DetectionRequest, Verdict, FeedbackRequest, Feedback, AuditedRequest or AuditedAccess.")
    @APIResponse(responseCode = "200", description = "The schema")
    @APIResponse(responseCode = "404", description = "There is no such schema")
    public byte[] schema(@PathParam("name") String name) throws IOException {
        try (InputStream in = JsonContract.class.getResourceAsStream("schemas/" + name + ".json")) {
            if (in == null) {
                throw new Failure.Rejected(Failure.Rejected.NOT_FOUND, "there is no schema " + name).asException();
            }
            return in.readAllBytes();
        }
    }
}
