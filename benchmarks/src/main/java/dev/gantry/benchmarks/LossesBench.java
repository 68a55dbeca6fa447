package dev.gantry.benchmarks;

import dev.gantry.engine.train.Precision;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Every loss under every kind of regularization for a small budget, where none may diverge, then the best of them for a longer one,
 * where the best should be worth choosing.
 */
final class LossesBench implements Benchmark {
    private static final long FIRST_IMAGES = 16_000;
    private static final long FINAL_IMAGES = 60_000;
    private static final int FINALISTS = 4;
    private static final List<Long> SEEDS = List.of(7L, 8L, 9L);

    /** Every loss there is. */
    static final List<AdversarialLoss> LOSSES = List.of(
            new AdversarialLoss.Minimax(),
            new AdversarialLoss.NonSaturating(),
            new AdversarialLoss.Hinge(),
            new AdversarialLoss.LeastSquares(),
            new AdversarialLoss.Wasserstein(),
            new AdversarialLoss.Relativistic());

    private static final Map<String, List<Regularizer>> REGULARIZERS = regularizers();
    private static final int PAIRS = LOSSES.size() * REGULARIZERS.size();

    /** One cell of the table. */
    private record Pair(AdversarialLoss loss, String regularizers) {
        Recipe recipe(Recipe usual) {
            return usual.with(loss, REGULARIZERS.getOrDefault(regularizers, List.of()));
        }

        @Override
        public String toString() {
            return LossesBench.name(loss) + " with " + regularizers;
        }
    }

    @Override
    public String name() {
        return "losses";
    }

    @Override
    public String summary() {
        return "every loss under every regularizer on Fashion-MNIST: divergence and Fréchet distance";
    }

    @Override
    public Report run(BenchContext context) throws IOException {
        try (RecipeTrials trials = new RecipeTrials(context)) {
            Report.Builder report = Report.of(
                    name(),
                    trials.protocol() + "; the family's optimizers; every pair for " + FIRST_IMAGES
                            + " images of the first seed, then the best " + FINALISTS + " and the default recipe for "
                            + FINAL_IMAGES + " images of every seed");
            SEEDS.forEach(report::seed);
            report.figure("frechetRealVsReal", trials.floor());
            Map<Pair, Double> distances = firstRound(trials, context, report);
            FinalRound round = finalRound(trials, context, best(distances));
            round.tell(report);
            return report.bar(Bar.exactly("pairs of " + PAIRS + " that diverged", PAIRS - distances.size(), 0))
                    .bar(round.bar())
                    .build();
        }
    }

    static String name(AdversarialLoss loss) {
        return loss.getClass().getSimpleName();
    }

    /** Fréchet distance of each pair that did not diverge. */
    private static Map<Pair, Double> firstRound(RecipeTrials trials, BenchContext context, Report.Builder report) {
        Map<Pair, Double> distances = new LinkedHashMap<>();
        for (AdversarialLoss loss : LOSSES) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (String regularizers : REGULARIZERS.keySet()) {
                Pair pair = new Pair(loss, regularizers);
                OptionalDouble frechet = trials.run(
                                pair.recipe(trials.defaultRecipe()), Precision.FP32, FIRST_IMAGES, SEEDS.get(0))
                        .frechet();
                frechet.ifPresent(distance -> distances.put(pair, distance));
                row.put(regularizers, frechet.isPresent() ? frechet.getAsDouble() : "diverged");
                context.console().tell(pair + ": " + row.get(regularizers));
            }
            report.figure("frechet " + name(loss), row);
        }
        return distances;
    }

    private static List<Pair> best(Map<Pair, Double> distances) {
        return distances.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(FINALISTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static FinalRound finalRound(RecipeTrials trials, BenchContext context, List<Pair> pairs) {
        Recipe usual = trials.defaultRecipe();
        List<FinalRound.Entrant> finalists = new ArrayList<>();
        for (Pair pair : pairs) {
            finalists.add(entrant(trials, context, pair.toString(), pair.recipe(usual)));
        }
        return new FinalRound(finalists, entrant(trials, context, "default recipe", usual));
    }

    private static FinalRound.Entrant entrant(RecipeTrials trials, BenchContext context, String name, Recipe recipe) {
        List<Double> distances = new ArrayList<>();
        for (long seed : SEEDS) {
            distances.add(trials.run(recipe, Precision.FP32, FINAL_IMAGES, seed)
                    .frechet()
                    .orElse(Double.POSITIVE_INFINITY));
            context.console().tell(name + ", seed " + seed + ": " + distances.get(distances.size() - 1));
        }
        return new FinalRound.Entrant(name, distances);
    }

    private static Map<String, List<Regularizer>> regularizers() {
        Map<String, List<Regularizer>> all = new LinkedHashMap<>();
        all.put("none", List.of());
        all.put("lazy r1", List.of(new Regularizer.R1(0.3, 8)));
        all.put("r1 and r2", List.of(new Regularizer.R1(0.3, 1), new Regularizer.R2(0.3, 1)));
        all.put("gradient penalty", List.of(new Regularizer.GradientPenalty(10, 1)));
        all.put("weight clipping", List.of(new Regularizer.WeightClipping(0.05)));
        all.put("spectral norm", List.of(new Regularizer.SpectralNorm()));
        return all;
    }
}
