package dev.gantry.trainer.publish;

import dev.gantry.platform.models.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a version on their way to the store, in a temporary folder. */
final class StagedFiles implements AutoCloseable {
    private final Path directory;
    private final List<Artifact> artifacts = new ArrayList<>();

    private StagedFiles(Path directory) {
        this.directory = directory;
    }

    static StagedFiles create() throws IOException {
        return new StagedFiles(Files.createTempDirectory("gantry-version-"));
    }

    void addModel(String role, byte[] onnx) throws IOException {
        Files.write(add(role, "onnx", "application/octet-stream"), onnx);
    }

    void addText(String kind, String markdown) throws IOException {
        Files.writeString(add(kind, "md", "text/markdown; charset=utf-8"), markdown, StandardCharsets.UTF_8);
    }

    /** @return where to write the picture */
    Path addPicture(String kind) {
        return add(kind, "png", "image/png");
    }

    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    @Override
    public void close() {
        try {
            for (Artifact artifact : artifacts) {
                Files.deleteIfExists(artifact.file());
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private Path add(String kind, String extension, String contentType) {
        Path file = directory.resolve(kind + "." + extension);
        artifacts.add(new Artifact(kind, extension, contentType, file));
        return file;
    }
}
