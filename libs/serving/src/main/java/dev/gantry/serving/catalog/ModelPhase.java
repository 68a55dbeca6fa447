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
    /** Loaded; answers who names it, and is there at once after a roll back. */
    @JsonProperty("standby")
    STANDBY,
    /** Answers those who name no version, or a share of them. */
    @JsonProperty("live")
    LIVE,
    /** Replaced; finishes what it has begun. */
    @JsonProperty("draining")
    DRAINING,
    /** Taken out of memory; loaded again when it is asked for, or told to be. */
    @JsonProperty("unloaded")
    UNLOADED,
    /** Failed; tried again later. */
    @JsonProperty("quarantined")
    QUARANTINED
}
