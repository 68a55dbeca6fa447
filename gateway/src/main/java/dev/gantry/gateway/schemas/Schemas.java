package dev.gantry.gateway.schemas;

/** Addresses of the JSON Schemas, as the OpenAPI document refers to them. */
public final class Schemas {
    public static final String PATH = "/v1/schemas";

    public static final String TRAINING_REQUEST = PATH + "/TrainingRequest.json";
    public static final String TRAINING_EVENT = PATH + "/TrainingEvent.json";
    public static final String MANIFEST = PATH + "/Manifest.json";

    private Schemas() {}
}
