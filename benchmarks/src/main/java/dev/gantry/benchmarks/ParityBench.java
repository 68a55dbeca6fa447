package dev.gantry.benchmarks;

import dev.gantry.cli.console.Console;
import dev.gantry.cli.stack.LocalStack;
import dev.gantry.engine.data.DataLimits;
import dev.gantry.engine.data.DatasetReader;
import dev.gantry.engine.data.DatasetSplit;
import dev.gantry.engine.data.LocalFiles;
import dev.gantry.engine.detection.DetectorCalibration.Ground;
import dev.gantry.engine.detection.DetectorFitter;
import dev.gantry.engine.export.ExportedRole;
import dev.gantry.engine.export.ParityCheck;
import dev.gantry.engine.export.RoleExporter;
import dev.gantry.engine.features.WorkProgress;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.ParameterSet;
import dev.gantry.engine.train.Budget;
import dev.gantry.engine.train.Cadence;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.Precision;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.engine.train.TrainingPlan;
import dev.gantry.engine.train.TrainingResult;
import dev.gantry.engine.train.TrainingRun;
import dev.gantry.imaging.Conversion;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.NetworkSpec;
import dev.gantry.networks.family.SampleShape;
import dev.gantry.networks.graph.Graph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether every network that is shipped computes what was trained. */
final class ParityBench implements Benchmark {
    private static final long SEED = 7;
    private static final int[][] CHANNELS_AND_RESOLUTION = {{1, 28}, {3, 32}, {1, 64}, {3, 64}, {3, 128}};
    private static final int RESOLUTION = 28;
    private static final long TRAINING_IMAGES = 4_000;
    private static final double HELD_OUT = 0.2;

    @Override
    public String name() {
        return "parity";
    }

    @Override
    public String summary() {
        return "each exported role in ONNX Runtime against libtorch, and the ONNX checker";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException {
        Report.Builder report = Report.of(
                        name(),
                        "every family's generator and discriminator at several sizes with fresh parameters, and generator,"
                                + " discriminator and detector after " + TRAINING_IMAGES
                                + " Fashion-MNIST images; each exported and run by ONNX Runtime and libtorch on fresh inputs at"
                                + " N = 1, 3 and 8; error relative to the largest output; every file through"
                                + " onnx.checker.check_model(full_check=True) where it is installed")
                .seed(SEED);
        Models models = new Models(context.work());
        for (Family family : Families.all()) {
            for (int[] size : CHANNELS_AND_RESOLUTION) {
                NetworkSpec spec = family.defaultSpec(new SampleShape.Images(size[0], size[1]));
                for (Map.Entry<Role, Graph> role : family.graphs(spec).entrySet()) {
                    models.export(
                            family.name() + " " + size[0] + "x" + size[1] + "x" + size[1],
                            fresh(role.getKey(), role.getValue()));
                }
            }
            context.console().tell("Training " + family.name() + " for its detector");
            trained(family, context).forEach(snapshot -> models.export(family.name() + " trained", snapshot));
        }
        models.errors.forEach(report::figure);
        report.bar(Bar.atMost("largest relative error", models.largestError(), ParityCheck.TOLERANCE));
        Optional<String> checker = OnnxChecker.version();
        report.figure("onnxChecker", checker.orElse("not installed"));
        if (checker.isPresent()) {
            report.bar(Bar.exactly("models that the ONNX checker refuses", models.refused(context.console()), 0));
        }
        return report.build();
    }

    private static RoleSnapshot fresh(Role role, Graph graph) {
        try (ParameterSet parameters = ParameterSet.initialize(graph, SEED, role.name(), ComputeDevice.best())) {
            return new RoleSnapshot(role, graph, parameters.toMap());
        }
    }

    private static List<RoleSnapshot> trained(Family family, BenchContext context) throws IOException {
        NetworkSpec spec = family.defaultSpec(new SampleShape.Images(1, RESOLUTION));
        DatasetSplit data = new DatasetReader(new Conversion(1, RESOLUTION, RESOLUTION), DataLimits.DEFAULT, 0)
                .read(new LocalFiles(context.installation().datasets().resolve(LocalStack.SHIPPED_DATASET)))
                .split(HELD_OUT, SEED);
        Checkpoints checkpoints = new Checkpoints();
        TrainingResult result = TrainingRun.run(
                new TrainingPlan(
                        family.graphs(spec),
                        family.defaultRecipe(spec),
                        Budget.ofImages(TRAINING_IMAGES),
                        new Cadence(TRAINING_IMAGES, TRAINING_IMAGES / 2, TRAINING_IMAGES, 4),
                        SEED,
                        Precision.AUTO),
                data.train(),
                checkpoints);
        Checkpoint last = result.last();
        checkpoints.taken.add(last);
        RoleSnapshot detector = new DetectorFitter(ComputeDevice.best(), SEED)
                .fit(
                        family.discriminatorFeatures(spec).orElseThrow(),
                        checkpoints.taken,
                        data.train(),
                        data.heldOut(),
                        new Ground(RESOLUTION, RESOLUTION, 1, 1),
                        WorkProgress.UNHEARD)
                .network();
        return List.of(last.generator(), last.discriminator(), detector);
    }

    /** Exports, and keeps files and errors. */
    private static final class Models {
        private final Path folder;
        private final List<Path> files = new ArrayList<>();
        private final Map<String, Double> errors = new LinkedHashMap<>();

        Models(Path folder) {
            this.folder = folder;
        }

        void export(String name, RoleSnapshot snapshot) {
            ExportedRole exported = RoleExporter.export(snapshot, Map.of());
            errors.put(name + " " + snapshot.role().name(), exported.parityError());
            Path file = folder.resolve(files.size() + ".onnx");
            try {
                files.add(Files.write(file, exported.onnx()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        double largestError() {
            return errors.values().stream().mapToDouble(error -> error).max().orElseThrow();
        }

        int refused(Console console) throws IOException, InterruptedException {
            int refused = 0;
            for (Path file : files) {
                String complaint = OnnxChecker.complaint(file);
                if (!complaint.isEmpty()) {
                    console.tell(complaint);
                    refused++;
                }
            }
            return refused;
        }
    }

    /** Keeps what a run hands out. */
    private static final class Checkpoints extends SilentObserver {
        private final List<Checkpoint> taken = new ArrayList<>();

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {
            taken.add(checkpoint);
        }
    }
}
