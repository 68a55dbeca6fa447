package dev.gantry.benchmarks;

import dev.gantry.cli.console.Console;
import dev.gantry.cli.stack.Installation;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a benchmark works with.
 *
 * @param installation programs and shipped data
 * @param work         an empty folder, deleted afterwards
 * @param output       for pictures that stay; made when there is one
 * @param console      its {@code tell} reports progress; results go into the report instead
 */
record BenchContext(Installation installation, Path work, Path output, Console console) {
    /**
     * Keeps a picture.
     *
     * @param name without an extension
     * @return where it is
     */
    Path keep(String name, Picture picture) throws IOException {
        Files.createDirectories(output);
        return Files.write(output.resolve(name + ".png"), PictureEncoder.png(picture));
    }
}
