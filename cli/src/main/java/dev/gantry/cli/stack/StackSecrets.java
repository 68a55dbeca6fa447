package dev.gantry.cli.stack;

import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the processes of a local stack trust each other and their users by.
 *
 * @param signingKey  file of the private key that versions and pictures are signed by
 * @param trustedKeys folder of public keys
 */
public record StackSecrets(
        String apiKey, String storeAccessKey, String storeSecretKey, Path signingKey, Path trustedKeys) {
    /** Name of the file that holds the gateway's key. */
    public static final String API_KEY_FILE = "api-key";

    private static final int KEY_BYTES = 24;
    private static final int NAME_BYTES = 9;

    /** Reads the secrets kept in a folder, or makes them up on its first use. */
    static StackSecrets in(Path directory) throws IOException {
        Path signingKey = directory.resolve("signing-key.pem");
        SecretFile.createIfAbsent(signingKey, () -> SigningKey.generate().privatePem());
        Path trustedKeys = Files.createDirectories(directory.resolve("trusted-keys"));
        Files.writeString(
                trustedKeys.resolve("this-stack.pem"),
                SigningKey.read(signingKey).publicPem());
        return new StackSecrets(
                SecretFile.readOrCreate(directory.resolve(API_KEY_FILE), KEY_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-access-key"), NAME_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-secret-key"), KEY_BYTES),
                signingKey,
                trustedKeys);
    }

    @Override
    public String toString() {
        return "StackSecrets[]";
    }
}
