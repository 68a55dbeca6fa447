package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.engine.detection.GeneratorHistory;
import dev.gantry.engine.detection.PictureGenerator;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PixelScale;
import dev.gantry.platform.models.PublishedVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Generators in a temporary folder. Each is in memory only while it draws. */
public final class FetchedGenerators implements AutoCloseable {
    private static final int BATCH = 128;

    private final SampleSpec.Images sample;
    private final Path directory;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, List<PictureGenerator>> byModel = new LinkedHashMap<>();

    FetchedGenerators(SampleSpec.Images sample) throws IOException {
        this.sample = sample;
        this.directory = Files.createTempDirectory("gantry-generators-");
    }

    void add(PublishedVersion version, Consumer<Path> download) {
        Path file = directory.resolve(files.size() + ".onnx");
        files.add(file);
        download.accept(file);
        int latent = version.manifest().latent().orElseThrow();
        byModel.computeIfAbsent(version.manifest().model(), model -> new ArrayList<>())
                .add((count, random) -> draw(file, latent, count, random));
    }

    /** One of each model, its versions in the order in which they were asked for. */
    public List<GeneratorHistory> histories() {
        return byModel.entrySet().stream()
                .map(model -> new GeneratorHistory(model.getKey(), model.getValue()))
                .toList();
    }

    @Override
    public void close() {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private List<Picture> draw(Path onnx, int latent, int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        try (GeneratorSession session = GeneratorSession.open(onnx)) {
            for (int begin = 0; begin < count; begin += BATCH) {
                int batch = Math.min(BATCH, count - begin);
                float[] latents = new float[batch * latent];
                random.fillGaussian(FloatBuffer.wrap(latents));
                pictures.addAll(PixelScale.pictures(
                        session.run(latents, batch), sample.channels(), sample.height(), sample.width()));
            }
        }
        return pictures;
    }
}
