package dev.gantry.inference.samples;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.sampling.SampleFormat;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureGrid;
import dev.gantry.imaging.ScatterPlot;
import dev.gantry.service.origin.OriginMarker;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;

/** Every format that samples are handed over in; every picture carries a signed mark of its origin. */
@Singleton
final class SampleWriters {
    private final OriginMarker marker;

    SampleWriters(OriginMarker marker) {
        this.marker = marker;
    }

    SampleWriter writer(SampleFormat format) {
        return switch (format) {
            case PNG, GRID -> whole("image/png", this::png);
            case JSON -> whole("application/json", this::json);
            case CSV -> new CsvWriter();
            case NPY -> new NpyWriter();
            case ZIP -> new ZipWriter(this::marked);
        };
    }

    private byte[] png(SampleRun run, SampleContent content) {
        return marked(
                run,
                content.accept(
                        pictures ->
                                PictureGrid.tile(pictures.pictures(), run.plan().columns()),
                        points ->
                                ScatterPlot.of(points.values(), points.sample().dimensions())));
    }

    private byte[] json(SampleRun run, SampleContent content) {
        List<?> samples = content.accept(
                pictures -> pictures.pictures().stream()
                        .map(picture -> Base64.getEncoder().encodeToString(marked(run, picture)))
                        .toList(),
                SampleContent.Points::rows);
        return Json.bytes(SampleDocument.of(run, samples));
    }

    private byte[] marked(SampleRun run, Picture picture) {
        return marker.png(
                picture,
                run.source().model(),
                run.source().version(),
                run.source().manifestSha256());
    }

    /** Encodes samples once all of them are made. */
    @FunctionalInterface
    private interface Encoding {
        byte[] bytes(SampleRun run, SampleContent all);
    }

    private static SampleWriter whole(String mediaType, Encoding encoding) {
        return new SampleWriter() {
            @Override
            public String mediaType() {
                return mediaType;
            }

            @Override
            public void write(SampleRun run, OutputStream out) throws IOException {
                SampleContent all =
                        SampleContent.of(run.source().sample(), run.plan().count());
                run.handTo(all::add);
                out.write(encoding.bytes(run, all));
            }
        };
    }
}
