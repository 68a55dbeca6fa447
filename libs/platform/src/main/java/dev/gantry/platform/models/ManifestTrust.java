package dev.gantry.platform.models;

import dev.gantry.contracts.DetachedSignature;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.TrustedKeys;
import dev.gantry.platform.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Decides whose versions may be served. */
@FunctionalInterface
public interface ManifestTrust {
    String UNSIGNED = "unsigned-manifest";
    String UNTRUSTED_KEY = "untrusted-key";
    String WRONG_SIGNATURE = "wrong-signature";

    /** Whoever can write to the store is trusted. */
    ManifestTrust EVERYBODY = version -> {};

    /**
     * Lets a version through or refuses it.
     *
     * @throws GantryException rejected, if the version may not be served; retryable, if the store is out of reach
     */
    void check(PublishedVersion version);

    /**
     * Lets versions through whose manifest was signed by one of the keys.
     *
     * @param trusted the keys as they are now
     */
    static ManifestTrust signedBy(Supplier<TrustedKeys> trusted, ObjectStore store) {
        return version -> {
            TrustedKeys keys = trusted.get();
            String key = StoreKeys.manifestSignature(
                    version.manifest().model(), version.manifest().version(), version.manifestSha256());
            DetachedSignature signature = store.get(key, ModelStore.MAX_MARK_BYTES)
                    .map(json -> Json.read(json, DetachedSignature.class))
                    .orElseThrow(() -> rejected(UNSIGNED, "the manifest has no signature " + key));
            switch (keys.verify(Purpose.MANIFEST, message(version.manifestSha256()), signature)) {
                case VALID -> {}
                case FOREIGN_KEY ->
                    throw rejected(
                            UNTRUSTED_KEY,
                            "the manifest is signed by the key " + signature.keyId() + ": must be one of "
                                    + keys.ids());
                case WRONG ->
                    throw rejected(WRONG_SIGNATURE, "the signature by " + signature.keyId() + " is of something else");
            }
        };
    }

    /** What is signed of a manifest. */
    static byte[] message(String manifestSha256) {
        return manifestSha256.getBytes(StandardCharsets.US_ASCII);
    }

    private static GantryException rejected(String code, String message) {
        return new Failure.Rejected(code, message).asException();
    }
}
