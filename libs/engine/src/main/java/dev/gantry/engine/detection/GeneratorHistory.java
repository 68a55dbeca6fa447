package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * A generator at several moments of its life.
 *
 * @param name of its model
 * @param moments at least one; the last one is what is served
 */
public record GeneratorHistory(String name, List<PictureGenerator> moments) {
    public GeneratorHistory {
        moments = List.copyOf(moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException(name + " has no generator, must have at least one");
        }
    }

    /** What is served. */
    PictureGenerator served() {
        return moments.get(moments.size() - 1);
    }

    /** Three quarters from what is served, the rest in equal parts from what was before it. */
    List<Picture> replay(int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        int earlier = moments.size() - 1;
        for (int i = 0; i < earlier; i++) {
            int share = count / 4 * (i + 1) / earlier - count / 4 * i / earlier;
            pictures.addAll(moments.get(i).sample(share, random));
        }
        pictures.addAll(served().sample(count - pictures.size(), random));
        return pictures;
    }
}
