package dev.gantry.cli.stack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where Gantry's programs and shipped data are.
 *
 * @param home      root of the repository
 * @param agent     jar of {@link ParentWatch}
 * @param classPath of this command, which the embedded servers run on too
 */
public record Installation(Path home, Path agent, String classPath) {
    /** Names the root of the repository; the launcher script sets it. */
    public static final String HOME_PROPERTY = "gantry.home";

    /** The installation that this command runs from. */
    public static Installation current() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new StackException("system property " + HOME_PROPERTY + " is missing: start Gantry with ./gantry");
        }
        return new Installation(
                Path.of(home).toAbsolutePath().normalize(), ownJar(), System.getProperty("java.class.path"));
    }

    /** The local stack's default folder. */
    public Path stackDirectory() {
        return home.resolve(".gantry");
    }

    /** Data that ships with Gantry. */
    public Path datasets() {
        return home.resolve("datasets");
    }

    /** The Java that runs this command. */
    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The program of a service.
     *
     * @throws StackException if it was not built
     */
    Path service(String module) {
        Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackException(jar + " is missing: run ./gantry from the repository, which builds it");
        }
        return jar;
    }

    private static Path ownJar() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
