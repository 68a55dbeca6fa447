package dev.gantry.contracts.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a caller may do beyond looking at its own jobs and models. */
public enum Scope {
    /** Ask for jobs and cancel them. */
    @JsonProperty("submit")
    SUBMIT,
    /** Draw samples and run served models. */
    @JsonProperty("sample")
    SAMPLE,
    /** Have pictures judged, and say what turned out about them. */
    @JsonProperty("detect")
    DETECT,
    /** Choose which versions answer and which models are loaded. */
    @JsonProperty("administer")
    ADMINISTER;

    /** As documents and tokens write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
