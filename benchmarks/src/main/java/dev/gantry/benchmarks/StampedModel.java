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
 */
record StampedModel(String name, long seed) {
    private static final Family FAMILY = Families.byName("dcgan");
    private static final int EDGE = 28;
    private static final NetworkSpec SPEC = FAMILY.defaultSpec(new SampleShape.Images(1, EDGE));
    private static final Graph GRAPH =
            Optional.ofNullable(FAMILY.graphs(SPEC).get(Role.GENERATOR)).orElseThrow();
    private static final String LAST_LAYER = "picture.";
    private static final double WEIGHT_DEVIATION = 0.05;

    /** The grey level, 0 to 255, of every pixel that a version makes; no two neighbouring versions share it. */
    static int level(int version) {
        return 20 + 2 * (version % 101);
    }

    /** Writes a version's network as ONNX. */
    void write(int version, Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + version);
        Map<String, float[]> values = GRAPH.parameters().stream()
                .collect(Collectors.toMap(ParameterSpec::name, parameter -> values(parameter, version, random)));
        try (OutputStream out = Files.newOutputStream(file)) {
            OnnxEmitter.write(
                    Role.GENERATOR,
                    GRAPH,
                    name -> FloatBuffer.wrap(
                            Optional.ofNullable(values.get(name)).orElseThrow()),
                    Map.of(),
                    out);
        }
    }

    /** Describes a version. */
    Manifest manifest(int version, StoredFile generator, String jobId, long step) {
        Network network = new Network(
                generator,
                CanonicalJson.sha256(GRAPH),
                List.of(new TensorSpec("z", List.of(-1L, (long) SPEC.latentSize()))),
                List.of(new TensorSpec("image", List.of(-1L, 1L, (long) EDGE, (long) EDGE))),
                0);
        return new Manifest(
                Manifest.SCHEMA,
                name,
                version,
                jobId,
                step,
                Instant.now(),
                FAMILY.name(),
                new SampleSpec.Images(1, EDGE, EDGE),
                SPEC.latentSize(),
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

    private static float[] values(ParameterSpec parameter, int version, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(parameter.shape().elements())];
        if (parameter.name().startsWith(LAST_LAYER)) {
            if (parameter.name().endsWith("bias")) {
                java.util.Arrays.fill(values, (float) atanh(pixel(version)));
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

    private static double pixel(int version) {
        return level(version) / 127.5 - 1;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}
