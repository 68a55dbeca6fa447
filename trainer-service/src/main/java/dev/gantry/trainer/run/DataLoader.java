package dev.gantry.trainer.run;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.engine.data.DataCache;
import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DataSource;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.ImageDataset;
import dev.gantry.engine.data.PointDataset;
import dev.gantry.engine.data.PointReader;
import dev.gantry.engine.data.PointSplit;
import dev.gantry.engine.data.ReadProgress;
import dev.gantry.engine.detection.DetectorFitter;
import dev.gantry.imaging.Conversion;
import dev.gantry.platform.kafka.EventLog;
import dev.gantry.trainer.data.DataCacheConfig;
import dev.gantry.trainer.data.DataLocator;
import dev.gantry.trainer.work.Job;
import dev.gantry.trainer.work.TrainingData;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** Reads and splits the samples that a request names. */
@Singleton
public final class DataLoader {
    private final DataLocator locator;
    private final DataLimits limits;
    private final EventLog events;
    private final Clock clock;

    DataLoader(DataLocator locator, DataCacheConfig cache, EventLog events, Clock clock) {
        this.locator = locator;
        this.limits = DataLimits.DEFAULT.with(new DataCache(cache.memoryBytes(), cache.directory(), cache.diskBytes()));
        this.events = events;
        this.clock = clock;
    }

    /**
     * Reads everything and tells of it. The caller closes the data.
     *
     * @return empty if the job was to stop meanwhile
     * @throws dev.gantry.contracts.GantryException rejected, if there are too few samples for what is asked
     * @throws IOException if the data is out of reach or malformed
     */
    public Optional<TrainingData> load(Job job, StopSignal stop) throws IOException {
        TrainingRequest request = job.request();
        DataSource source = locator.locate(request.data().uri());
        ReadingEvents reading = new ReadingEvents(job, stop, events, clock);
        try {
            TrainingData data =
                    switch (request.data().kind()) {
                        case IMAGES -> pictures(request, source, reading);
                        case POINTS -> points(request, source, reading);
                    };
            reading.finished(data.all());
            return Optional.of(data);
        } catch (CancellationException e) {
            return Optional.empty();
        }
    }

    private TrainingData pictures(TrainingRequest request, DataSource source, ReadProgress progress)
            throws IOException {
        TrainingRequest.Data asked = request.data();
        int edge = asked.resolution();
        String fit = asked.fit().name();
        Conversion conversion = new Conversion(asked.channels(), edge, edge, Conversion.Fit.valueOf(fit));
        SampleSpec.Images sample =
                new SampleSpec.Images(asked.channels(), edge, edge, SampleSpec.Images.Fit.valueOf(fit));
        ImageDataset all = new DatasetReader(conversion, limits, asked.maxBadFiles()).read(source, progress);
        checkForDetector(request, all.size());
        if (heldOut(asked, all.size()) == 0) {
            return new TrainingData.Pictures(sample, all, all, Optional.empty());
        }
        DatasetSplit split = all.split(asked.heldOutFraction(), request.seed());
        return new TrainingData.Pictures(sample, all, split.train(), Optional.of(split.heldOut()));
    }

    private TrainingData points(TrainingRequest request, DataSource source, ReadProgress progress) throws IOException {
        TrainingRequest.Data asked = request.data();
        PointDataset all = new PointReader(asked.dimensions(), limits).read(source, progress);
        SampleSpec.Points sample = new SampleSpec.Points(
                all.dimensions(),
                doubles(all.scale().offset()),
                doubles(all.scale().scale()));
        if (heldOut(asked, all.size()) == 0) {
            return new TrainingData.Points(sample, all, all, Optional.empty());
        }
        PointSplit split = all.split(asked.heldOutFraction(), request.seed());
        return new TrainingData.Points(sample, all, split.train(), Optional.of(split.heldOut()));
    }

    private static int heldOut(TrainingRequest.Data asked, int samples) {
        return samples < 2 ? 0 : (int) Math.round(samples * asked.heldOutFraction());
    }

    private static void checkForDetector(TrainingRequest request, int pictures) {
        double fraction = request.data().heldOutFraction();
        boolean optional = request.kind() == TrainingRequest.JobKind.GAN;
        if (optional && !request.detector().enabled()) {
            return;
        }
        if (heldOut(request.data(), pictures) < DetectorFitter.leastHeldOut()) {
            throw Failure.Rejected.invalidField(
                            "data.heldOutFraction",
                            fraction + " of " + pictures + " pictures",
                            "a detector needs at least " + DetectorFitter.leastHeldOut()
                                    + " held-out pictures; keep more"
                                    + (optional ? " or set detector.enabled to false" : ""))
                    .asException();
        }
    }

    private static List<Double> doubles(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> (double) values[i])
                .toList();
    }
}
