package dev.gantry.contracts;

import static java.util.Objects.requireNonNull;

/**
 * An Ed25519 signature (<a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>) of something that stands elsewhere.
 *
 * @param keyId     the first 16 hexadecimal digits of the SHA-256 of the public key's DER form
 * @param signature base64
 */
public record DetachedSignature(String keyId, String signature) {
    public DetachedSignature {
        requireNonNull(keyId, "keyId");
        requireNonNull(signature, "signature");
    }
}
