package dev.gantry.service.files;

import dev.gantry.contracts.Failure;
import dev.gantry.platform.signing.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Understands folders of public keys. */
public final class PublicKeyFiles {
    private PublicKeyFiles() {}

    /**
     * @param contents of PEM files
     * @throws dev.gantry.contracts.GantryException fatal, {@code invalid-configuration}, if one of them is no Ed25519 public key
     */
    public static TrustedKeys parse(List<byte[]> contents) {
        try {
            return TrustedKeys.parse(contents.stream()
                    .map(content -> new String(content, StandardCharsets.US_ASCII))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new Failure.Fatal(
                            "invalid-configuration", "must hold PEM files of Ed25519 public keys: " + e.getMessage())
                    .asException();
        }
    }
}
