package dev.gantry.networks;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.NetworkSpec.Normalization;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.family.SampleShape.Images;
import dev.gantry.networks.family.SampleShape.Points;
import dev.gantry.networks.feature.Classifier;
import dev.gantry.networks.feature.DetectorGraph;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.layer.Packing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every kind of network that the platform ships, in small. */
public final class Networks {

    public static final NetworkSpec GREY = new NetworkSpec(new Images(1, 28), 5, 2, 2, Normalization.NONE);
    public static final NetworkSpec COLOUR = new NetworkSpec(new Images(3, 32), 5, 2, 2, Normalization.BATCH);

    private Networks() {}

    /** Arguments (name, graph). */
    public static Stream<Arguments> all() {
        Stream<Arguments> families = Families.all().stream()
                .flatMap(family -> samples(family).flatMap(sample -> graphs(family, small(family, sample))));
        return Stream.of(
                        families,
                        graphs(Families.byName("dcgan"), COLOUR),
                        Stream.of(
                                arguments("classifier", Classifier.graph(10, 3, 32, 2)),
                                arguments("packed discriminator", Packing.discriminator(discriminator(COLOUR), 2)),
                                arguments("packed features", Packing.features(trunk(COLOUR), 2)),
                                arguments("detector", detector(GREY)),
                                arguments("colour detector", detector(COLOUR))))
                .flatMap(graphs -> graphs);
    }

    /** What a family can make, in small: grey and colour pictures of each kind of pyramid, and points. */
    public static Stream<SampleShape> samples(Family family) {
        return Stream.<SampleShape>of(new Images(1, 28), new Images(3, 32), new Points(2))
                .filter(sample -> family.kinds().contains(sample.kind()));
    }

    /** The family's default with narrow networks. */
    public static NetworkSpec small(Family family, SampleShape sample) {
        return new NetworkSpec(sample, 5, 2, 2, family.defaultSpec(sample).discriminatorNormalization());
    }

    public static Graph detector(NetworkSpec spec) {
        Graph trunk = trunk(spec);
        return DetectorGraph.detector(List.of(
                DetectorGraph.activations(List.of(trunk, trunk)),
                DetectorGraph.spectrum(spec.sample().batched()),
                new DetectorGraph.Extractor(
                        "forensics", DetectorGraph.forensics(trunk).only("features"))));
    }

    private static Graph trunk(NetworkSpec spec) {
        return Families.byName("dcgan").discriminatorFeatures(spec).orElseThrow();
    }

    private static Graph discriminator(NetworkSpec spec) {
        return Families.byName("dcgan").graph(Role.DISCRIMINATOR, spec);
    }

    private static Stream<Arguments> graphs(Family family, NetworkSpec spec) {
        String name = family.name() + " " + spec.sample().batched() + " " + spec.discriminatorNormalization() + " ";
        return Stream.concat(
                family.graphs(spec).entrySet().stream().map(role -> arguments(name + role.getKey(), role.getValue())),
                family.discriminatorFeatures(spec).stream().map(features -> arguments(name + "features", features)));
    }
}
