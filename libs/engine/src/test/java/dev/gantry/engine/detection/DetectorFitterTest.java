package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.engine.data.OriginalSizes;
import dev.gantry.engine.detection.DetectorCalibration.Evaluation;
import dev.gantry.engine.detection.DetectorCalibration.Ground;
import dev.gantry.engine.detection.DetectorCalibration.Threshold;
import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorFitterTest {
    private static final int EDGE = 28;
    private static final int TRAIN = 200;
    private static final int HELD_OUT = 400;
    private static final Ground GROUND = Ground.of(new OriginalSizes(EDGE, EDGE, 1), EDGE);

    private final Family family = Families.byName("dcgan");
    private final NetworkSpec spec =
            new NetworkSpec(new SampleShape.Images(1, EDGE), 8, 4, 4, NetworkSpec.Normalization.NONE);
    private final List<Checkpoint> checkpoints = List.of(checkpoint(1), checkpoint(2), checkpoint(3));
    private final List<Integer> progress = new ArrayList<>();
    private final FittedDetector fitted = fit();

    @Test
    void untrainedGeneratorsAreTold() {
        assertThat(fitted.calibration().evaluations())
                .extracting(Evaluation::condition)
                .containsExactly("plain", "plain", "jpeg75", "jpeg75");
        for (Evaluation evaluation : fitted.calibration().evaluations()) {
            assertThat(evaluation.areaUnderCurve()).isGreaterThan(0.99);
            assertThat(evaluation.reals()).isEqualTo(HELD_OUT / 4);
            assertThat(evaluation.truePositiveRate()).isGreaterThan(0.9);
        }
    }

    @Test
    void onlyRatesThatTheRealsCanHoldGetAThreshold() {
        assertThat(fitted.calibration().thresholds())
                .extracting(Threshold::falsePositiveRate)
                .containsExactly(0.01, 0.05);
        assertThat(fitted.calibration().realScores().ascending()).hasSize(120).isSorted();
        assertThat(fitted.calibration().realQuantiles()).containsOnlyKeys("plain", "jpeg", "blur", "resize");
        assertThat(fitted.calibration().realQuantiles().get("plain"))
                .hasSize(101)
                .isSorted();
    }

    @Test
    void oneModelHoldsItAll() {
        assertThat(RoleExporter.export(fitted.network(), Map.of()).outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.name()).isEqualTo("score"));
    }

    @Test
    void fittingTellsHowFarItHasCome() {
        assertThat(progress).startsWith(0).endsWith(100).hasSizeGreaterThan(20);
        assertThat(progress.subList(0, progress.indexOf(100))).isSorted();
    }

    @Test
    void theSameSeedFitsTheSameDetector() {
        FittedDetector again = fit();

        assertThat(again.calibration().thresholds())
                .isEqualTo(fitted.calibration().thresholds());
        assertThat(again.network().values("stack.weight"))
                .containsExactly(fitted.network().values("stack.weight"));
    }

    @Test
    void tooFewRealsAreRefused() {
        int tooFew = DetectorFitter.leastHeldOut() - 1;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorFitter(ComputeDevice.CPU, 1)
                        .fit(
                                family.discriminatorFeatures(spec).orElseThrow(),
                                checkpoints,
                                new Discs(TRAIN, EDGE),
                                new Discs(tooFew, EDGE),
                                GROUND,
                                WorkProgress.UNHEARD))
                .withMessage("held-out pictures are " + tooFew + ": a threshold at 0.01 takes at least "
                        + DetectorFitter.leastHeldOut());
    }

    @Test
    void enlargementsAreKnownGround() {
        assertThat(Ground.of(new OriginalSizes(20, 300, 1.5), EDGE)).isEqualTo(new Ground(20, 300, 1.5, 60));
        assertThat(GROUND).isEqualTo(new Ground(28, 112, 1, 60));
    }

    private FittedDetector fit() {
        return new DetectorFitter(ComputeDevice.CPU, 1)
                .fit(
                        family.discriminatorFeatures(spec).orElseThrow(),
                        checkpoints,
                        new Discs(TRAIN, EDGE),
                        new Discs(HELD_OUT, EDGE),
                        GROUND,
                        (done, total) -> progress.add(done));
    }

    private Checkpoint checkpoint(long seed) {
        Map<Role, Graph> graphs = family.graphs(spec);
        return new Checkpoint(seed, initial(Role.GENERATOR, graphs, seed), initial(Role.DISCRIMINATOR, graphs, seed));
    }

    private static RoleSnapshot initial(Role role, Map<Role, Graph> graphs, long seed) {
        Graph graph = graphs.get(role);
        if (graph == null) {
            throw new IllegalArgumentException("no graph for " + role);
        }
        try (ParameterSet parameters = ParameterSet.initialize(graph, seed, role.name(), ComputeDevice.CPU)) {
            return new RoleSnapshot(role, graph, parameters.toMap());
        }
    }
}
