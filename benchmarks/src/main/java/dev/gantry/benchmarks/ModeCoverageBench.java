package dev.gantry.benchmarks;

import dev.gantry.engine.metrics.ModeCoverage;
import dev.gantry.networks.recipe.AdversarialLoss;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/** Whether a generator finds every Gaussian of a mixture, by the relativistic recipe, and how far other losses come. */
final class ModeCoverageBench implements Benchmark {
    private static final List<Long> SEEDS = List.of(7L, 8L, 9L);
    private static final AdversarialLoss MEASURED = new AdversarialLoss.Relativistic();

    /**
     * What became of one mixture.
     *
     * @param table    of all runs
     * @param measured of the runs that the bars are about
     */
    private record Outcomes(Map<String, Object> table, List<ModeCoverage> measured) {
        double mean(ToDoubleFunction<ModeCoverage> figure) {
            return measured.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    @Override
    public String name() {
        return "mode-coverage";
    }

    @Override
    public String summary() {
        return "modes covered and share of good samples on a ring of 8 and a grid of 25 Gaussians, for every loss";
    }

    @Override
    public Report run(BenchContext context) throws IOException, InterruptedException, ExecutionException {
        Report.Builder report = Report.of(
                name(),
                MixtureTrials.protocol()
                        + "; the same recipe for both mixtures, of which the table changes the loss alone;"
                        + " the bars are means of all seeds, other losses have the first; the mixtures side by side");
        SEEDS.forEach(report::seed);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (MixtureTrials ring = new MixtureTrials(Mixture.ring(), context.work());
                MixtureTrials grid = new MixtureTrials(Mixture.grid(), context.work())) {
            List<Future<Outcomes>> both =
                    threads.invokeAll(List.of(() -> measure(ring, context), () -> measure(grid, context)));
            add(report, ring, both.get(0).get(), 0.95);
            add(report, grid, both.get(1).get(), 0.8);
        } finally {
            threads.shutdownNow();
        }
        return report.build();
    }

    private static Outcomes measure(MixtureTrials trials, BenchContext context) throws IOException {
        Outcomes outcomes = new Outcomes(new LinkedHashMap<>(), new ArrayList<>());
        for (long seed : SEEDS) {
            trial(trials, MEASURED, seed, context, outcomes.table()).ifPresent(outcomes.measured()::add);
        }
        for (AdversarialLoss loss : LossesBench.LOSSES) {
            if (!loss.equals(MEASURED)) {
                trial(trials, loss, SEEDS.get(0), context, outcomes.table());
            }
        }
        return outcomes;
    }

    private static Optional<ModeCoverage> trial(
            MixtureTrials trials, AdversarialLoss loss, long seed, BenchContext context, Map<String, Object> table)
            throws IOException {
        String name = trials.name() + "-" + LossesBench.name(loss) + "-" + seed;
        Optional<MixtureTrials.Outcome> outcome = trials.run(loss, seed);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (outcome.isEmpty()) {
            figures.put("diverged", true);
        } else {
            ModeCoverage coverage = outcome.get().coverage();
            figures.put("covered", coverage.covered());
            figures.put("good", coverage.goodShare());
            coverage.divergence().ifPresent(value -> figures.put("divergence", value));
            figures.put("pointsPerSecond", outcome.get().pointsPerSecond());
            figures.put("plot", context.keep(name, outcome.get().plot()).toString());
        }
        table.put(name, figures);
        context.console().tell(name + ": " + figures);
        return outcome.map(MixtureTrials.Outcome::coverage);
    }

    private static void add(Report.Builder report, MixtureTrials trials, Outcomes outcomes, double goodShare) {
        String name = trials.name();
        outcomes.table().forEach(report::figure);
        report.bar(Bar.exactly(
                        "runs on the " + name + " that diverged",
                        SEEDS.size() - outcomes.measured().size(),
                        0))
                .bar(Bar.atLeast(
                        "modes of the " + name + " covered, of " + trials.modes(),
                        outcomes.mean(ModeCoverage::covered),
                        trials.modes()))
                .bar(Bar.atLeast(
                        "share of good samples on the " + name, outcomes.mean(ModeCoverage::goodShare), goodShare));
    }
}
