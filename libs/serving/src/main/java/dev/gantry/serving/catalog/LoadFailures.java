package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;

/** What can be wrong with a published version. */
final class LoadFailures {
    static final String MISSING_MANIFEST = "missing-manifest";
    static final String WRONG_MANIFEST = "wrong-manifest";
    static final String MISSING_FILE = "missing-file";
    static final String SIZE_MISMATCH = "size-mismatch";
    static final String DIGEST_MISMATCH = "digest-mismatch";
    static final String SIGNATURE_MISMATCH = "signature-mismatch";
    static final String NOT_FINITE = "not-finite";
    static final String LOAD_FAILED = "load-failed";

    private LoadFailures() {}

    /** Rejected, {@code not-found}: nothing has been published under the number. */
    static GantryException unknown(String model, int version) {
        return new Failure.Rejected(Failure.Rejected.NOT_FOUND, name(model, version) + " does not exist").asException();
    }

    /** Rejected, {@code not-found}. */
    static GantryException ofOtherRole(String model, int version) {
        return new Failure.Rejected(
                        Failure.Rejected.NOT_FOUND, name(model, version) + " has no network that is served here")
                .asException();
    }

    /** Rejected, {@code conflict} or {@code insufficient-memory}. */
    static GantryException unusable(String model, int version, Failure reason) {
        String code =
                reason.code().equals(Failure.Rejected.INSUFFICIENT_MEMORY) ? reason.code() : Failure.Rejected.CONFLICT;
        return new Failure.Rejected(
                        code, name(model, version) + " cannot be loaded: " + reason.code() + ": " + reason.message())
                .asException();
    }

    private static String name(String model, int version) {
        return "version " + version + " of " + model;
    }

    static GantryException rejected(String code, String message) {
        return new Failure.Rejected(code, message).asException();
    }
}
