package dev.gantry.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gantry.cli.client.JudgedFrames;
import dev.gantry.contracts.detection.Verdict;

/** What the detectors said of a file. */
sealed interface JudgedFile {
    String file();

    /** PNG or JPEG. */
    record Picture(String file, Verdict verdict) implements JudgedFile {}

    /** GIF, or ZIP of pictures. */
    record Animation(String file, @JsonUnwrapped JudgedFrames frames) implements JudgedFile {}
}
