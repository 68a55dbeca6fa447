package dev.gantry.benchmarks;

import dev.gantry.engine.train.Precision;
import dev.gantry.networks.recipe.AdversarialLoss;
import dev.gantry.networks.recipe.Recipe;
import dev.gantry.networks.recipe.Regularizer;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every loss under every kind of regularization, for a small budget: none may diverge, and the best should be worth choosing. */
final class LossesBench implements Benchmark {
    private static final long IMAGES = 16_000;
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

    /** One cell of the table. */
    private record Pair(AdversarialLoss loss, String regularizers) {
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
        try (RecipeTrials trials = new RecipeTrials(context, IMAGES)) {
            Report.Builder report = Report.of(
                    name(),
                    trials.protocol() + "; the family's optimizers; the table has one seed, the bar the mean of all");
            SEEDS.forEach(report::seed);
            Recipe usual = trials.defaultRecipe();
            Map<Pair, Double> distances = new LinkedHashMap<>();
            int diverged = 0;
            for (AdversarialLoss loss : LOSSES) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (String regularizers : REGULARIZERS.keySet()) {
                    Pair pair = new Pair(loss, regularizers);
                    RecipeTrials.Outcome outcome = trials.run(recipe(usual, pair), Precision.FP32, SEEDS.get(0));
                    outcome.frechet().ifPresent(distance -> distances.put(pair, distance));
                    diverged += outcome.frechet().isPresent() ? 0 : 1;
                    row.put(
                            regularizers,
                            outcome.frechet().isPresent() ? outcome.frechet().getAsDouble() : "diverged");
                    context.console().tell(pair + ": " + row.get(regularizers));
                }
                report.figure("frechet " + name(loss), row);
            }
            Pair best = distances.entrySet().stream()
                    .min(Comparator.comparingDouble(Map.Entry::getValue))
                    .orElseThrow(() -> new IllegalStateException("every pair diverged"))
                    .getKey();
            double bestMean = mean(trials, recipe(usual, best));
            double usualMean = mean(trials, usual);
            return report.figure("frechetRealVsReal", trials.floor())
                    .figure("best", best.toString())
                    .figure("frechetBest", bestMean)
                    .figure("frechetDefaultRecipe", usualMean)
                    .bar(Bar.exactly("pairs of " + LOSSES.size() * REGULARIZERS.size() + " that diverged", diverged, 0))
                    .bar(Bar.atLeast(
                            "Fréchet distance of the best pair below the default recipe's, share",
                            1 - bestMean / usualMean,
                            0.2))
                    .build();
        }
    }

    static String name(AdversarialLoss loss) {
        return loss.getClass().getSimpleName();
    }

    private static Recipe recipe(Recipe usual, Pair pair) {
        return usual.with(pair.loss(), REGULARIZERS.getOrDefault(pair.regularizers(), List.of()));
    }

    private static double mean(RecipeTrials trials, Recipe recipe) {
        return SEEDS.stream()
                .mapToDouble(seed ->
                        trials.run(recipe, Precision.FP32, seed).frechet().orElse(Double.NaN))
                .average()
                .orElseThrow();
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
