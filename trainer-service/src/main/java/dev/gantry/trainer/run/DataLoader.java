package dev.gantry.trainer.run;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.detection.DetectorFitter;
import dev.gantry.imaging.Conversion;
import dev.gantry.trainer.data.DataLocator;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** Reads and splits the pictures that a request names. */
@Singleton
public final class DataLoader {
    private final DataLocator locator;

    DataLoader(DataLocator locator) {
        this.locator = locator;
    }

    /**
     * Reads everything into memory.
     *
     * @throws dev.gantry.contracts.GantryException rejected, if there are too few pictures for what is asked
     * @throws IOException if the data is out of reach or malformed
     */
    public TrainingData load(TrainingRequest request) throws IOException {
        TrainingRequest.Data data = request.data();
        Conversion conversion = new Conversion(data.channels(), data.resolution(), data.resolution());
        ImageDataset all =
                new DatasetReader(conversion, DataLimits.DEFAULT, data.maxBadFiles()).read(locator.locate(data.uri()));
        int heldOut = (int) Math.round(all.size() * data.heldOutFraction());
        if (request.detector().enabled() && heldOut < DetectorFitter.leastHeldOut()) {
            throw Failure.Rejected.invalidField(
                            "data.heldOutFraction",
                            data.heldOutFraction() + " of " + all.size() + " pictures",
                            "a detector needs at least " + DetectorFitter.leastHeldOut()
                                    + " held-out pictures; keep more or set detector.enabled to false")
                    .asException();
        }
        if (heldOut == 0) {
            return new TrainingData(all, all, Optional.empty());
        }
        DatasetSplit split = all.split(data.heldOutFraction(), request.seed());
        return new TrainingData(all, split.train(), Optional.of(split.heldOut()));
    }
}
