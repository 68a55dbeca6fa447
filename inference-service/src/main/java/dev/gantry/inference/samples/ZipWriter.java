package dev.gantry.inference.samples;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.sampling.SamplePlan;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Pictures as PNG files, each named by its index, behind {@value #DESCRIPTION}, which says what made them. The same pictures give the
 * same bytes: entries are stored as they are, since a PNG is compressed, under one time.
 */
final class ZipWriter implements SampleWriter {
    static final String DESCRIPTION = "samples.json";

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final BiFunction<SampleRun, Picture, byte[]> png;

    /** @param png encodes a picture of a run */
    ZipWriter(BiFunction<SampleRun, Picture, byte[]> png) {
        this.png = png;
    }

    @Override
    public String mediaType() {
        return "application/zip";
    }

    @Override
    public void write(SampleRun run, OutputStream out) throws IOException {
        SampleSpec.Images spec = run.source().sample().accept(images -> images, ZipWriter::noPoints);
        ZipOutputStream zip = new ZipOutputStream(out);
        List<String> names = IntStream.range(0, run.plan().count())
                .mapToObj(number -> name(run.plan(), number))
                .toList();
        put(zip, DESCRIPTION, Json.bytes(SampleDocument.of(run, names)));
        run.handTo((first, values) -> {
            List<Picture> pictures = PixelScale.pictures(values, spec.channels(), spec.height(), spec.width());
            for (int i = 0; i < pictures.size(); i++) {
                put(zip, name(run.plan(), first + i), png.apply(run, pictures.get(i)));
            }
        });
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** By the index of the sample; between seeds by the number of the step. */
    private static String name(SamplePlan plan, int number) {
        long from =
                plan.request().interpolate().isPresent() ? 0 : plan.request().first();
        return String.format("%06d.png", from + number);
    }

    private static SampleSpec.Images noPoints(SampleSpec.Points points) {
        throw new IllegalStateException("the request let " + points + " through as zip");
    }
}
