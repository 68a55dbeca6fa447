package dev.gantry.platform.signing;

import dev.gantry.contracts.DetachedSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;

/** The private key that a service signs by. Safe for use by several threads. */
public final class SigningKey {
    private final KeyPair pair;
    private final String id;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.id = Ed25519.id(pair.getPublic());
    }

    /** A new key. */
    public static SigningKey generate() {
        return new SigningKey(Ed25519.generate());
    }

    /**
     * Reads a PEM file with a PKCS #8 private key.
     *
     * @throws IOException              if it cannot be read
     * @throws IllegalArgumentException if it is something else
     */
    public static SigningKey read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /**
     * Understands the content of such a file.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static SigningKey parse(String pem) {
        return new SigningKey(Ed25519.pair(Pem.read(Pem.PRIVATE, pem)));
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** What {@link #read} takes. */
    public String privatePem() {
        return Pem.write(Pem.PRIVATE, pair.getPrivate().getEncoded());
    }

    /** What {@link TrustedKeys#parse} takes. */
    public String publicPem() {
        return Pem.write(Pem.PUBLIC, pair.getPublic().getEncoded());
    }

    public String id() {
        return id;
    }

    /** The keys that trust this one alone. */
    public TrustedKeys trusted() {
        return TrustedKeys.of(pair.getPublic());
    }

    public DetachedSignature sign(Purpose purpose, byte[] message) {
        byte[] signature = Ed25519.sign(pair.getPrivate(), purpose.signed(message));
        return new DetachedSignature(id, Base64.getEncoder().encodeToString(signature));
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
