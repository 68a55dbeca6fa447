package dev.gantry.serving.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a version stands on its way through a server. */
public enum ModelPhase {
    /** Should be served; nothing has been done about it yet. */
    @JsonProperty("desired")
    DESIRED,
    @JsonProperty("downloading")
    DOWNLOADING,
    /** Size and digest are compared with the manifest. */
    @JsonProperty("verifying")
    VERIFYING,
    @JsonProperty("loading")
    LOADING,
    /** Each batch bucket and the manifest's probe are run. */
    @JsonProperty("warming")
    WARMING,
    /** Answers. */
    @JsonProperty("live")
    LIVE,
    /** Replaced; finishes what it has begun. */
    @JsonProperty("draining")
    DRAINING,
    /** Failed; tried again later. */
    @JsonProperty("quarantined")
    QUARANTINED
}
