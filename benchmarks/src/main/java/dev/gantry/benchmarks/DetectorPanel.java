package dev.gantry.benchmarks;

import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.client.JudgedFrames;
import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.detection.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** All live detectors, asked about many pictures with few requests. */
final class DetectorPanel {
    private static final int FILES_PER_REQUEST = 25;

    private final GatewayClient client;
    private final List<String> models;

    /** @param models that must have a detector */
    DetectorPanel(GatewayClient client, List<String> models) {
        this.client = client;
        this.models = List.copyOf(models);
    }

    /**
     * What all detectors say.
     *
     * @param files PNG or JPEG
     * @param falsePositiveRate of all detectors together
     * @throws CliException if a file is not judged by every detector
     */
    Opinions judge(List<byte[]> files, double falsePositiveRate) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>(files.size());
        for (int from = 0; from < files.size(); from += FILES_PER_REQUEST) {
            List<byte[]> some = files.subList(from, Math.min(files.size(), from + FILES_PER_REQUEST));
            JudgedFrames answer = client.judgeFrames(zip(some), "?falsePositiveRate=" + falsePositiveRate);
            for (JudgedFrames.Frame frame : answer.results()) {
                verdicts.add(
                        frame.verdict().orElseThrow(() -> CliException.failed("a picture got no verdict: " + frame)));
            }
        }
        return Opinions.of(verdicts, models);
    }

    private static byte[] zip(List<byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.size(); i++) {
                // The service takes files in the order of their names.
                out.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "%05d", i)));
                out.write(files.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
