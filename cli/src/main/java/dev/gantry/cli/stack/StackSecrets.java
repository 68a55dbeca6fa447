package dev.gantry.cli.stack;

import java.io.IOException;
import java.nio.file.Path;

/** What the processes of a local stack trust each other and their users by. */
public record StackSecrets(String apiKey, String storeAccessKey, String storeSecretKey) {
    /** Name of the file that holds the gateway's key. */
    public static final String API_KEY_FILE = "api-key";

    private static final int KEY_BYTES = 24;
    private static final int NAME_BYTES = 9;

    /** Reads the secrets kept in a folder, or makes them up on its first use. */
    static StackSecrets in(Path directory) throws IOException {
        return new StackSecrets(
                SecretFile.readOrCreate(directory.resolve(API_KEY_FILE), KEY_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-access-key"), NAME_BYTES),
                SecretFile.readOrCreate(directory.resolve("store-secret-key"), KEY_BYTES));
    }

    @Override
    public String toString() {
        return "StackSecrets[]";
    }
}
