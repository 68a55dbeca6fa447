package dev.gantry.cli.demo;

import dev.gantry.cli.stack.Installation;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.imaging.Picture;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.StoreConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;

/**
 * The shipped pictures in two parts: what the job may see, which goes into the store, and what never leaves this process before
 * the detector is asked about it. The job splits its own part again, to fit its detector.
 */
public final class HeldOut {
    private static final String FILE = "t10k-images-idx3-ubyte.gz";

    /** Beside the shipped dataset, which is whole. */
    private static final String DATASET = StoreKeys.DATA + LocalStack.SHIPPED_DATASET + "-training";

    private final IdxPictures all;
    private final int kept;

    private HeldOut(IdxPictures all, int kept) {
        this.all = all;
        this.kept = kept;
    }

    /** @param kept pictures to keep back, the last ones of the file */
    public static HeldOut of(Installation installation, int kept) throws IOException {
        IdxPictures all = IdxPictures.read(
                installation.datasets().resolve(LocalStack.SHIPPED_DATASET).resolve(FILE));
        return new HeldOut(all, kept);
    }

    /** Pictures that the job may see: the first ones of the file. */
    public int training() {
        return all.count() - kept;
    }

    /** Puts the training part where {@link #uri} finds it. */
    public void upload(StoreConnection connection) throws IOException {
        try (ObjectStore store = ObjectStore.connect(connection, new PrometheusRegistry())) {
            store.put(DATASET + "/" + FILE, all.first(training()), "application/gzip");
        }
    }

    public String uri() {
        return "s3://" + LocalStack.BUCKET + "/" + DATASET;
    }

    /** Those kept back. */
    public List<Picture> pictures() {
        return all.pictures(training(), all.count());
    }
}
