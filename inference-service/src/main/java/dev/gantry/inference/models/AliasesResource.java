package dev.gantry.inference.models;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.contracts.models.AliasRequest;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.Routing.Canary;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who answers: promotion, trial and roll back; every answer is the {@link Routing} from then on. */
@Path("/v1/models/{model}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class AliasesResource {
    private static final byte[] ALL_DEFAULTS = {'{', '}'};

    private final Promotions promotions;

    AliasesResource(Promotions promotions) {
        this.promotions = promotions;
    }

    @PUT
    @Path("aliases/champion")
    public Routing promote(String model, byte[] body) {
        AliasRequest request = read(body);
        if (request.percent().isPresent()) {
            throw Failure.Rejected.invalidField(
                            "percent",
                            String.valueOf(request.percent().getAsInt()),
                            "must be absent: the champion answers everyone whom the canary does not")
                    .asException();
        }
        return promotions.promote(model, request.version());
    }

    /** The newest version answers again. */
    @DELETE
    @Path("aliases/champion")
    public Routing follow(String model) {
        return promotions.follow(model);
    }

    @PUT
    @Path("aliases/canary")
    public Routing tryOut(String model, byte[] body) {
        AliasRequest request = read(body);
        int version = request.version().orElseThrow(() -> absent("version", "must be a version of the model"));
        int percent = request.percent().orElseThrow(() -> absent("percent", "must be 1 to 99"));
        return promotions.tryOut(model, new Canary(version, percent));
    }

    @DELETE
    @Path("aliases/canary")
    public Routing endTrial(String model) {
        return promotions.endTrial(model);
    }

    @POST
    @Path("rollback")
    public Routing rollBack(String model) {
        return promotions.rollBack(model);
    }

    /** An empty body is an empty object. */
    private static AliasRequest read(byte[] body) {
        return AliasRequest.CONTRACT.decode(body.length == 0 ? ALL_DEFAULTS : body);
    }

    private static GantryException absent(String field, String accepted) {
        return Failure.Rejected.invalidField(field, Violation.ABSENT, accepted).asException();
    }
}
