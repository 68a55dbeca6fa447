package dev.gantry.cli.stack;

import dev.gantry.testkit.EmbeddedKafka;
import java.nio.file.Path;

/** The local stack's Kafka broker as a process. Arguments: data folder, port. */
final class KafkaMain {
    private KafkaMain() {}

    public static void main(String[] arguments) {
        ChildMain.serve(() -> EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
    }
}
