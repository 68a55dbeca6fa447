package dev.gantry.engine.train;

/** Names of what phases measure besides their losses. */
final class Measures {
    static final String REAL_ACCURACY = "real accuracy";
    static final String FAKE_ACCURACY = "fake accuracy";
    static final String REAL_LOGIT = "real logit mean";
    static final String FAKE_LOGIT = "fake logit mean";
    static final String GENERATOR_GRADIENT = "generator gradient norm";
    static final String DISCRIMINATOR_GRADIENT = "discriminator gradient norm";

    private Measures() {}
}
