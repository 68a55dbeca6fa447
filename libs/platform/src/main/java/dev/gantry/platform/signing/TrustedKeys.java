package dev.gantry.platform.signing;

import dev.gantry.contracts.DetachedSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Public keys whose signatures count. Several of them let a key be replaced while what the old one signed still stands. */
public final class TrustedKeys {
    private static final String SUFFIX = ".pem";

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
     * Reads every {@code *.pem} file of a folder.
     *
     * @throws IOException              if the folder cannot be read
     * @throws IllegalArgumentException naming the file that is no Ed25519 public key, or if there is no file
     */
    public static TrustedKeys read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            TrustedKeys keys =
                    new TrustedKeys(files.filter(file -> file.toString().endsWith(SUFFIX))
                            .sorted()
                            .map(TrustedKeys::key)
                            .toList());
            if (keys.byId.isEmpty()) {
                throw new IllegalArgumentException(folder + " has no file *" + SUFFIX);
            }
            return keys;
        }
    }

    /**
     * Keys of which each is the content of a PEM file.
     *
     * @throws IllegalArgumentException if one of them is no Ed25519 public key
     */
    public static TrustedKeys parse(List<String> pems) {
        return new TrustedKeys(pems.stream()
                .map(pem -> Ed25519.publicKey(Pem.read(Pem.PUBLIC, pem)))
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

    private static PublicKey key(Path file) {
        try {
            return Ed25519.publicKey(Pem.read(Pem.PUBLIC, Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
