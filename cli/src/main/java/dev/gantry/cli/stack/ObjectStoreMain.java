package dev.gantry.cli.stack;

import dev.gantry.testkit.EmbeddedS3;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The local stack's S3 server as a process. Arguments: data folder, port; the credentials stand in the environment, where
 * other users cannot see them.
 */
final class ObjectStoreMain {
    static final String ACCESS_KEY = "GANTRY_STORE_ACCESS_KEY";
    static final String SECRET_KEY = "GANTRY_STORE_SECRET_KEY";

    private ObjectStoreMain() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        EmbeddedS3.Credentials credentials = new EmbeddedS3.Credentials(
                Objects.requireNonNull(environment.get(ACCESS_KEY), ACCESS_KEY),
                Objects.requireNonNull(environment.get(SECRET_KEY), SECRET_KEY));
        ChildMain.serve(() -> EmbeddedS3.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), credentials));
    }
}
