package dev.gantry.engine.detection;

import dev.gantry.engine.detection.DetectorSplit.Range;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.imaging.Picture;
import dev.gantry.networks.graph.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector is fitted to besides real pictures.
 *
 * @param start what the forensic network begins as
 * @param trunks whose activations are looked at; none of them has seen the held-out reals
 * @param generators whose samples the detector shall know, in equal parts; at least one
 */
public record DetectorSources(Trunk start, List<Trunk> trunks, List<GeneratorHistory> generators) {
    /** Discriminators that a detector looks through at most. */
    public static final int MAX_TRUNKS = 4;

    public DetectorSources {
        trunks = List.copyOf(trunks);
        generators = List.copyOf(generators);
        if (generators.isEmpty()) {
            throw new IllegalArgumentException("there are no generators, must be at least one");
        }
    }

    /**
     * What a run has left: its last discriminator, others at even distances before it, and all its generators.
     *
     * @param trunk the family's discriminator features
     * @param checkpoints of the run, in order; the last one is what the detector is for
     */
    static DetectorSources ofRun(Graph trunk, List<Checkpoint> checkpoints, ComputeDevice device) {
        SyntheticPictures pictures = new SyntheticPictures(device);
        List<Trunk> trunks = evenly(checkpoints, MAX_TRUNKS).stream()
                .map(checkpoint -> new Trunk(trunk, checkpoint.discriminator().parameters()))
                .toList();
        List<PictureGenerator> moments = checkpoints.stream()
                .<PictureGenerator>map(
                        checkpoint -> (count, random) -> pictures.sample(checkpoint.generator(), count, random))
                .toList();
        return new DetectorSources(
                trunks.get(trunks.size() - 1), trunks, List.of(new GeneratorHistory("generator", moments)));
    }

    /** So many at even distances, the last one among them; all if there are no more. */
    public static <T> List<T> evenly(List<T> all, int most) {
        int count = Math.min(most, all.size());
        List<T> some = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            some.add(all.get(all.size() * i / count - 1));
        }
        return some;
    }

    /** Pictures of all generators, one generator after the other in equal parts. */
    List<Picture> replay(int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        for (int i = 0; i < generators.size(); i++) {
            pictures.addAll(generators.get(i).replay(part(count, i).size(), random));
        }
        return pictures;
    }

    /** The same, of what is served. */
    List<Picture> served(int count, RandomStream random) {
        List<Picture> pictures = new ArrayList<>(count);
        for (int i = 0; i < generators.size(); i++) {
            pictures.addAll(generators.get(i).served().sample(part(count, i).size(), random));
        }
        return pictures;
    }

    /** Which of so many pictures are whose; empty if all are the same generator's. */
    Map<String, Range> parts(int count) {
        Map<String, Range> parts = new LinkedHashMap<>();
        for (int i = 0; i < generators.size() && generators.size() > 1; i++) {
            parts.put(generators.get(i).name(), part(count, i));
        }
        return parts;
    }

    private Range part(int count, int generator) {
        int all = generators.size();
        return new Range((int) ((long) count * generator / all), (int) ((long) count * (generator + 1) / all));
    }
}
