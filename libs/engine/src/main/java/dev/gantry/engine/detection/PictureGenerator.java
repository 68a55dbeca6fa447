package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import java.util.List;

/** Makes synthetic pictures for a detector to learn from. */
public interface PictureGenerator {
    /** Pictures as they are when served; the same ones for the same stream. */
    List<Picture> sample(int count, RandomStream random);
}
