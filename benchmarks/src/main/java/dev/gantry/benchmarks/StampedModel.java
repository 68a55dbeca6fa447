package dev.gantry.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Probe;
import dev.gantry.contracts.models.SampleSpec;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.ParameterSpec;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.networks.onnx.OnnxEmitter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Generators of the demonstration's size whose every pixel tells the version that made it: the last layer's weights are zero and
 * its bias is the version's stamp, while all layers before it compute as ever.
 *
 * @param seed of the weights
 * @param edge of the square grey pictures, pixels
 */
record StampedModel(String name, long seed, int edge) {
    private static final Family FAMILY = Families.byName("dcgan");
    private static final int EDGE = 28;
    private static final String LAST_LAYER = "picture.";
    private static final double WEIGHT_DEVIATION = 0.05;

    StampedModel(String name, long seed) {
        this(name, seed, EDGE);
    }

    /** The grey level, 0 to 255, of every pixel that a version makes; no two neighbouring versions share it. */
    static int level(int version) {
        return 20 + 2 * (version % 101);
    }

    /** Writes a version's network as ONNX. */
    void write(int version, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(version, pixel(version), out);
        }
    }

    /** Writes a network of a version's weights, as ONNX, whose every pixel has a value of choice, from -1 to 1. */
    void write(int version, double pixel, OutputStream out) throws IOException {
        Graph graph = graph();
        SplittableRandom random = new SplittableRandom(seed + version);
        Map<String, float[]> values = graph.parameters().stream()
                .collect(Collectors.toMap(ParameterSpec::name, parameter -> values(parameter, pixel, random)));
        OnnxEmitter.write(
                Role.GENERATOR,
                graph,
                name -> FloatBuffer.wrap(Optional.ofNullable(values.get(name)).orElseThrow()),
                Map.of(),
                out);
    }

    /** Describes a version. */
    Manifest manifest(int version, StoredFile generator, String jobId, long step, Instant at) {
        int latent = spec().latentSize();
        Network network = new Network(
                generator,
                CanonicalJson.sha256(graph()),
                List.of(new TensorSpec("z", List.of(-1L, (long) latent))),
                List.of(new TensorSpec("image", List.of(-1L, 1L, (long) edge, (long) edge))),
                0);
        return new Manifest(
                Manifest.SCHEMA,
                name,
                version,
                jobId,
                step,
                at,
                FAMILY.name(),
                new SampleSpec.Images(1, edge, edge),
                latent,
                Map.of(Role.GENERATOR.name(), network),
                Map.of(),
                new Probe(seed, 4, pixel(version), 0, 1e-3),
                Optional.empty(),
                Map.of(),
                new Manifest.Provenance(
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.objectNode(),
                        "0".repeat(64),
                        0,
                        seed,
                        "benchmark"));
    }

    private static float[] values(ParameterSpec parameter, double pixel, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(parameter.shape().elements())];
        if (parameter.name().startsWith(LAST_LAYER)) {
            if (parameter.name().endsWith("bias")) {
                java.util.Arrays.fill(values, (float) atanh(pixel));
            }
            return values;
        }
        if (parameter.initializer() instanceof Initializer.Fixed fixed) {
            return fixed.values(parameter.shape());
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (WEIGHT_DEVIATION * random.nextGaussian());
        }
        return values;
    }

    /** Values of one latent vector. */
    int latent() {
        return spec().latentSize();
    }

    /** Channels, height and width of a picture. */
    long[] pixels() {
        return new long[] {1, edge, edge};
    }

    private NetworkSpec spec() {
        return FAMILY.defaultSpec(new SampleShape.Images(1, edge));
    }

    private Graph graph() {
        return Optional.ofNullable(FAMILY.graphs(spec()).get(Role.GENERATOR)).orElseThrow();
    }

    /** What every pixel of a version is, from -1 to 1. */
    static double pixel(int version) {
        return level(version) / 127.5 - 1;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}
