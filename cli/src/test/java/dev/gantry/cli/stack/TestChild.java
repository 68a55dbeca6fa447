package dev.gantry.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A small process to start and end in tests. Arguments: folder, name, behaviour. */
final class TestChild {
    private TestChild() {}

    static ChildSpec spec(
            Path folder, String name, String behaviour, Map<String, String> environment, Readiness readiness) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestChild.class.getName(),
                folder.toString(),
                name,
                behaviour);
        return new ChildSpec(name, 1, command, environment, folder.resolve(name + ".log"), readiness);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        ParentWatch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> append(folder.resolve("ends"), name)));
        switch (arguments[2]) {
            case "wait" -> {
                Files.writeString(folder.resolve(name + ".env"), System.getenv("SECRET"));
                writePid(folder, name);
                await(folder.resolve("echo"));
                Files.createFile(folder.resolve("echoed"));
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
            case "die-when-told" -> {
                writePid(folder, name);
                await(folder.resolve("die"));
                die();
            }
            case "die" -> die();
            case "parent" -> {
                Children children = new Children();
                children.start(
                        List.of(spec(
                                folder,
                                "grandchild",
                                "wait",
                                Map.of("SECRET", "none"),
                                () -> Files.exists(folder.resolve("grandchild.pid")))),
                        Duration.ofSeconds(30),
                        new StartListener() {
                            @Override
                            public void started(String child, long pid) {}

                            @Override
                            public void ready(String child, int port, Duration took) {}
                        });
                writePid(folder, name);
                children.await();
            }
            default -> throw new IllegalArgumentException(arguments[2]);
        }
    }

    static void await(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(20);
        }
    }

    private static void die() {
        System.err.println("last words");
        System.exit(3);
    }

    /** Moved into place, so that whoever sees the file sees all of it. */
    private static void writePid(Path folder, String name) throws IOException {
        Path part = Files.writeString(
                folder.resolve(name + ".part"),
                String.valueOf(ProcessHandle.current().pid()));
        Files.move(part, folder.resolve(name + ".pid"));
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
