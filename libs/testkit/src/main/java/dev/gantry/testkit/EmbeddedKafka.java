package dev.gantry.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node (KRaft, broker and controller in one) in this JVM, on loopback only, with share groups enabled and
 * automatic topic creation off.
 *
 * <p>Started again on the same folder, it serves the same data. Its threads stop in {@link #close()}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final Path directory;
    private final boolean temporary;
    private final int port;
    private final KafkaRaftServer server;

    private EmbeddedKafka(Path directory, boolean temporary, int port, KafkaRaftServer server) {
        this.directory = directory;
        this.temporary = temporary;
        this.port = port;
        this.server = server;
    }

    /** Starts a node on a free port with a temporary folder, which {@link #close()} deletes. */
    public static EmbeddedKafka start() {
        return start(Directories.createTemporary("gantry-kafka-"), true, FreePorts.next(), Map.of());
    }

    /**
     * Starts a node on the given folder, formatting it only when it is fresh.
     *
     * @param port the listener's port, or 0 for a free one
     * @throws IllegalStateException if the folder cannot be formatted
     * @throws org.apache.kafka.common.KafkaException if the port is taken
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /** As {@link #start(Path, int)}, with broker settings that replace or join this class' own. */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> settings) {
        return start(Directories.create(directory), false, port == 0 ? FreePorts.next() : port, settings);
    }

    private static EmbeddedKafka start(Path directory, boolean temporary, int port, Map<String, String> overrides) {
        QuietLogs.apply();
        Map<String, String> settings =
                new HashMap<>(BrokerSettings.forNode(directory.resolve("log"), port, FreePorts.next()));
        settings.putAll(overrides);
        formatIfFresh(directory, settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties(settings), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(directory, temporary, port, server);
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the node and waits for its threads; deletes the folder if it was a temporary one. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            Directories.delete(directory);
        }
    }

    private static void formatIfFresh(Path directory, Map<String, String> settings) {
        if (Files.exists(directory.resolve("log").resolve("meta.properties"))) {
            return;
        }
        Path configuration = directory.resolve("format.properties");
        try (var writer = Files.newBufferedWriter(configuration)) {
            properties(settings).store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configuration, e);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", configuration.toString()},
                new PrintStream(output, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException(
                    "cannot format " + directory + ": " + output.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
