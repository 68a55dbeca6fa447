package dev.gantry.inference.samples;

import dev.gantry.contracts.models.SampleSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Points as text: a header {@code x1,x2,…} and a row for each point, in the form that training reads. */
final class CsvWriter implements SampleWriter {
    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public void write(SampleRun run, OutputStream out) throws IOException {
        SampleSpec.Points spec = run.source().sample().accept(CsvWriter::noPictures, points -> points);
        out.write(utf8(IntStream.rangeClosed(1, spec.dimensions())
                .mapToObj(dimension -> "x" + dimension)
                .collect(Collectors.joining(",", "", "\n"))));
        run.handTo((first, made) -> out.write(utf8(rows(spec.toData(made), spec.dimensions()))));
    }

    private static String rows(float[] values, int dimensions) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            rows.append(values[i]).append((i + 1) % dimensions == 0 ? '\n' : ',');
        }
        return rows.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SampleSpec.Points noPictures(SampleSpec.Images images) {
        throw new IllegalStateException("the request let " + images + " through as csv");
    }
}
