package dev.gantry.platform.signing;

import dev.gantry.contracts.DetachedSignature;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Public keys whose signatures count. Several of them let a key be replaced while what the old one signed still stands. */
public final class TrustedKeys {
    private final Map<String, PublicKey> byId = new TreeMap<>();

    private TrustedKeys(Iterable<PublicKey> keys) {
        keys.forEach(key -> byId.put(Ed25519.id(key), key));
    }

    /** What a signature turned out to be. */
    public enum Finding {
        VALID,
        /** By a key that is not among these. */
        FOREIGN_KEY,
        /** Not of this message. */
        WRONG
    }

    /** These keys; none of them trusts nobody. */
    public static TrustedKeys of(PublicKey... keys) {
        return new TrustedKeys(Arrays.asList(keys));
    }

    /**
     * Keys of which each is the content of a PEM file.
     *
     * @throws IllegalArgumentException saying which of them is no Ed25519 public key
     */
    public static TrustedKeys parse(List<String> pems) {
        return new TrustedKeys(IntStream.range(0, pems.size())
                .mapToObj(i -> key(pems.get(i), "file " + (i + 1) + " of " + pems.size() + " by name"))
                .toList());
    }

    Optional<PublicKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Key ids, sorted. */
    public Set<String> ids() {
        return byId.keySet();
    }

    public Finding verify(Purpose purpose, byte[] message, DetachedSignature signature) {
        PublicKey key = byId.get(signature.keyId());
        if (key == null) {
            return Finding.FOREIGN_KEY;
        }
        try {
            byte[] given = Base64.getDecoder().decode(signature.signature());
            return Ed25519.verifies(key, purpose.signed(message), given) ? Finding.VALID : Finding.WRONG;
        } catch (IllegalArgumentException e) { // no base64
            return Finding.WRONG;
        }
    }

    private static PublicKey key(String pem, String which) {
        try {
            return Ed25519.publicKey(Pem.read(Pem.PUBLIC, pem));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(which + ": " + e.getMessage(), e);
        }
    }
}
