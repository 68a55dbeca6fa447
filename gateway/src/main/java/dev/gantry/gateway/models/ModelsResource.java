package dev.gantry.gateway.models;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.gateway.Names;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.auth.Callers;
import dev.gantry.gateway.http.Pictures;
import dev.gantry.gateway.schemas.Schemas;
import dev.gantry.platform.models.ModelStore;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.store.ObjectStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What has been published. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {
    private static final int MAX_PREVIEW_BYTES = 16 << 20;
    private static final String PREVIEW = "preview";
    private static final String MODEL = "{model: " + Names.PATTERN + "}";
    private static final String VERSION = MODEL + "/versions/{version: [1-9]\\d{0,8}}";

    private final ModelStore models;
    private final ObjectStore store;
    private final ServingStates serving;
    private final Callers callers;

    ModelsResource(ModelStore models, ObjectStore store, ServingStates serving, Callers callers) {
        this.models = models;
        this.store = store;
        this.serving = serving;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "List models")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ModelList.class)),
            description = "The models by name")
    public ModelList list() {
        Caller caller = callers.current();
        ServingStates.Found found = serving.all(caller);
        return new ModelList(
                models.models().stream()
                        .filter(caller.reach()::model)
                        .sorted()
                        .map(model -> ModelSummary.of(model, models.aliases(model), found.of(model)))
                        .toList(),
                found.unknown());
    }

    @GET
    @Path(MODEL)
    @Operation(summary = "Look at a model")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ModelView.class)),
            description = "The model")
    @APIResponse(responseCode = "404", description = "No version of such a model has been published")
    public ModelView get(@PathParam("model") String model) {
        List<Integer> versions = models.versions(model);
        if (versions.isEmpty()) {
            throw missing("model " + model + " has no published version");
        }
        return ModelView.of(model, models.aliases(model), versions, serving.of(callers.current(), model));
    }

    @GET
    @Path(VERSION)
    @Operation(
            summary = "Look at a version",
            description = "Its manifest: files with their digests, networks, metrics, detector and provenance.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(ref = Schemas.MANIFEST)),
            description = "The manifest; the ETag is the SHA-256 of the manifest's bytes in the store")
    @APIResponse(responseCode = "404", description = "No such version has been published")
    public Response version(@PathParam("model") String model, @PathParam("version") int version) {
        PublishedVersion published = find(model, version);
        return Response.ok(published.manifest())
                .tag(new EntityTag(published.manifestSha256()))
                .build();
    }

    @GET
    @Path(VERSION + "/preview")
    @Produces("image/png")
    @Operation(summary = "Look at a version's samples")
    @APIResponse(responseCode = "200", description = "A PNG")
    @APIResponse(responseCode = "404", description = "No such version has been published, or it has no preview")
    public Response preview(@PathParam("model") String model, @PathParam("version") int version) {
        Manifest manifest = find(model, version).manifest();
        return Optional.ofNullable(manifest.files().get(PREVIEW))
                .flatMap(file -> store.get(StoreKeys.version(model, version) + file.name(), MAX_PREVIEW_BYTES))
                .map(Pictures::lasting)
                .orElseThrow(() -> missing("version " + version + " of model " + model + " has no preview"));
    }

    private PublishedVersion find(String model, int version) {
        return models.find(model, version)
                .orElseThrow(() -> missing("model " + model + " has no published version " + version));
    }

    private static GantryException missing(String message) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, message).asException();
    }
}
