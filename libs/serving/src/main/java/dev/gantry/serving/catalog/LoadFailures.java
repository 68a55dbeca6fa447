package dev.gantry.serving.catalog;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;

/** Codes of what can be wrong with a published version. */
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

    static GantryException rejected(String code, String message) {
        return new Failure.Rejected(code, message).asException();
    }
}
