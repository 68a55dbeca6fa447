package dev.gantry.contracts;

/**
 * An Ed25519 signature (<a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>) of something that stands elsewhere.
 *
 * @param keyId     the first 16 hexadecimal digits of the SHA-256 of the public key's DER form
 * @param signature base64
 */
public record DetachedSignature(String keyId, String signature) {}
