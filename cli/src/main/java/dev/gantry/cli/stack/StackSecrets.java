package dev.gantry.cli.stack;

import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the processes of a local stack trust each other and their users by.
 *
 * @param signing what versions and pictures are signed by
 * @param calls   what the gateway signs requests by that it passes on
 */
public record StackSecrets(
        String apiKey, String storeAccessKey, String storeSecretKey, KeyFiles signing, KeyFiles calls) {
    /** Name of the file that holds the gateway's key. */
    public static final String API_KEY_FILE = "api-key";

    private static final int KEY_BYTES = 24;
    private static final int NAME_BYTES = 9;

    /** Reads the secrets kept in a folder, or makes them up on its first use. */
    static StackSecrets in(Path directory) throws IOException {
        return new StackSecrets(
                SecretFile.readOrCreate(directory.resolve(API_KEY_FILE), KEY_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-access-key"), NAME_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-secret-key"), KEY_BYTES),
                KeyFiles.in(directory, "signing-key.pem", "trusted-keys"),
                KeyFiles.in(directory, "caller-key.pem", "trusted-callers"));
    }

    /**
     * An Ed25519 key pair in PEM.
     *
     * @param privateKey file
     * @param trusted    folder of public keys
     */
    public record KeyFiles(Path privateKey, Path trusted) {
        private static KeyFiles in(Path directory, String name, String folder) throws IOException {
            Path key = directory.resolve(name);
            SecretFile.createIfAbsent(key, () -> SigningKey.generate().privatePem());
            Path trusted = Files.createDirectories(directory.resolve(folder));
            Files.writeString(
                    trusted.resolve("this-stack.pem"), SigningKey.read(key).publicPem());
            return new KeyFiles(key, trusted);
        }
    }

    @Override
    public String toString() {
        return "StackSecrets[]";
    }
}
