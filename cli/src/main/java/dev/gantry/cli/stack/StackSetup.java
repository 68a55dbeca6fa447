package dev.gantry.cli.stack;

import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.kafka.KafkaConnection;
import dev.gantry.platform.kafka.ShareGroupSpec;
import dev.gantry.platform.kafka.TopicAdmin;
import dev.gantry.platform.kafka.TopicSpec;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a fresh broker and a fresh store need before the services come. Does nothing where it was done before. */
final class StackSetup {
    private StackSetup() {}

    /** Creates topics, share groups and the bucket. */
    static void createTopicsAndBucket(KafkaConnection kafka, StoreConnection connection) {
        try (TopicAdmin admin = TopicAdmin.connect(kafka);
                ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            admin.ensureTopics(TopicSpec.all());
            admin.ensureShareGroups(ShareGroupSpec.all());
            store.ensureBucket();
        }
    }

    /**
     * Puts a shipped dataset into the store as training data, file by file unless it is there.
     *
     * @param dataset folder whose name becomes the dataset's; only data files are taken, not its licence
     */
    static void upload(StoreConnection connection, Path dataset) {
        String prefix = StoreKeys.DATA + dataset.getFileName() + "/";
        try (ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            for (Path file : dataFiles(dataset)) {
                String key = prefix + file.getFileName();
                if (store.head(key).isEmpty()) {
                    store.put(key, file, "application/gzip");
                }
            }
        }
    }

    private static List<Path> dataFiles(Path dataset) {
        try (Stream<Path> files = Files.list(dataset)) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + dataset, e);
        }
    }
}
