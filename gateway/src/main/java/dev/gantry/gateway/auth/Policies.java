package dev.gantry.gateway.auth;

import static dev.gantry.contracts.access.Scope.ADMINISTER;
import static dev.gantry.contracts.access.Scope.DETECT;
import static dev.gantry.contracts.access.Scope.SAMPLE;
import static dev.gantry.contracts.access.Scope.SUBMIT;

import dev.gantry.gateway.schemas.Schemas;
import java.util.List;
import java.util.Optional;

/** Every route of the gateway and what it asks. A route that is not here does not exist for anyone. */
final class Policies {
    static final List<Policy> ALL = List.of(
            Policy.open("/"),
            Policy.open("/console/*"),
            Policy.open("/_static/*"),
            Policy.open("/metrics"),
            Policy.open("/q/health"),
            Policy.open("/q/health/*"),
            Policy.open("/q/openapi"),
            Policy.open(Schemas.PATH + "/*"),
            // Jobs are shown and cancelled by VisibleJobs, which knows whose they are.
            Policy.scoped("POST", "/v1/jobs", SUBMIT),
            Policy.look("/v1/jobs"),
            Policy.look("/v1/jobs/{jobId}"),
            Policy.scoped("DELETE", "/v1/jobs/{jobId}", SUBMIT),
            Policy.look("/v1/jobs/{jobId}/events"),
            Policy.look("/v1/jobs/{jobId}/samples/{step}"),
            Policy.look("/v1/models"),
            Policy.look("/v1/models/{model}"),
            Policy.look("/v1/models/{model}/versions/{version}"),
            Policy.look("/v1/models/{model}/versions/{version}/preview"),
            Policy.scoped("POST", "/v1/models/{model}/samples", SAMPLE),
            Policy.scoped("PUT", "/v1/models/{model}/aliases/{alias}", ADMINISTER),
            Policy.scoped("DELETE", "/v1/models/{model}/aliases/{alias}", ADMINISTER),
            Policy.scoped("POST", "/v1/models/{model}/rollback", ADMINISTER),
            // What a detection shows of whom is up to the detector service, which is told the caller's reach.
            Policy.scoped("POST", "/v1/detections", DETECT),
            Policy.scoped("POST", "/v1/detections/frames", DETECT),
            Policy.scoped("POST", "/v1/detections/heatmap", DETECT),
            Policy.scoped("POST", "/v1/detections/{requestId}/feedback", DETECT),
            Policy.scoped("GET", "/v1/detections/feedback", DETECT),
            Policy.look("/v2"),
            Policy.look("/v2/health/{state}"),
            Policy.look("/v2/models/{model}"),
            Policy.look("/v2/models/{model}/ready"),
            Policy.look("/v2/models/{model}/versions/{version}"),
            Policy.look("/v2/models/{model}/versions/{version}/ready"),
            Policy.scoped("POST", "/v2/models/{model}/infer", SAMPLE),
            Policy.scoped("POST", "/v2/models/{model}/versions/{version}/infer", SAMPLE),
            Policy.scoped("POST", "/v2/repository/index", ADMINISTER),
            Policy.scoped("POST", "/v2/repository/models/{model}/load", ADMINISTER),
            Policy.scoped("POST", "/v2/repository/models/{model}/unload", ADMINISTER),
            // The model is in the message, so that the inference service holds calls of gRPC to their callers' reach.
            Policy.call("ServerLive"),
            Policy.call("ServerReady"),
            Policy.call("ServerMetadata"),
            Policy.call("ModelReady"),
            Policy.call("ModelMetadata"),
            Policy.call("ModelInfer", SAMPLE),
            Policy.call("RepositoryIndex", ADMINISTER),
            Policy.call("RepositoryModelLoad", ADMINISTER),
            Policy.call("RepositoryModelUnload", ADMINISTER));

    private Policies() {}

    /** @param path as routes are matched by it: without dots and needless escapes */
    static Optional<Policy> of(String method, String path) {
        return ALL.stream().filter(policy -> policy.covers(method, path)).findFirst();
    }
}
