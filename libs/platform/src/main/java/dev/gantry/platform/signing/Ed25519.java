package dev.gantry.platform.signing;

import dev.gantry.platform.store.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** The Java platform's Ed25519, which every one has since 15. */
final class Ed25519 {
    private static final String NAME = "Ed25519";
    private static final int ID_DIGITS = 16;

    private Ed25519() {}

    static KeyPair generate() {
        return pair(new SecureRandom());
    }

    /**
     * The pair of a private key.
     *
     * @throws IllegalArgumentException if it is no Ed25519 private key
     */
    static KeyPair pair(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
            return pair(new Seed(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no Ed25519 private key", e);
        }
    }

    /** @throws IllegalArgumentException if it is no Ed25519 public key */
    static PublicKey publicKey(byte[] spki) {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no Ed25519 public key", e);
        }
    }

    static String id(PublicKey key) {
        return Sha256.of(key.getEncoded()).substring(0, ID_DIGITS);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] given) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(given);
        } catch (GeneralSecurityException e) { // of another length, or no point of the curve
            return false;
        }
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A private key is the random bytes of its generation, and repeating that is the Java platform's one way to its public key. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("generation takes " + bytes.length + " bytes, not " + seed.length);
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
