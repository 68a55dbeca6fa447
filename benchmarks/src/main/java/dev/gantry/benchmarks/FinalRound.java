package dev.gantry.benchmarks;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The longer round of the losses: whether the best finalist is worth choosing over the default recipe.
 *
 * @param finalists at least one
 */
record FinalRound(List<Entrant> finalists, Entrant usual) {
    private static final double WORTH = 0.2;

    /**
     * One recipe.
     *
     * @param frechet Fréchet distance by seed; infinite for a seed that diverged
     */
    record Entrant(String name, List<Double> frechet) {
        Entrant {
            frechet = List.copyOf(frechet);
        }

        /** Mean of the seeds. */
        double mean() {
            return statistics().getAverage();
        }

        /** How far apart its seeds are, as a share of their mean. */
        double spread() {
            DoubleSummaryStatistics all = statistics();
            return (all.getMax() - all.getMin()) / all.getAverage();
        }

        private DoubleSummaryStatistics statistics() {
            return frechet.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        }
    }

    FinalRound {
        finalists = List.copyOf(finalists);
    }

    /** The finalist with the smallest mean distance. */
    Entrant best() {
        return finalists.stream().min(Comparator.comparingDouble(Entrant::mean)).orElseThrow();
    }

    /** How far the best finalist's distance lies below the default recipe's, as a share of the latter; negative above it. */
    double gain() {
        return 1 - best().mean() / usual.mean();
    }

    Bar bar() {
        return Bar.atLeast("Fréchet distance of the best finalist below the default recipe's, share", gain(), WORTH);
    }

    /** Adds every entrant, the best one and, where the bar is missed, why. */
    void tell(Report.Builder report) {
        finalists.forEach(entrant -> report.figure("final " + entrant.name(), figures(entrant)));
        report.figure("final " + usual.name(), figures(usual)).figure("best", best().name());
        if (!bar().met()) {
            report.figure("whyNot", whyNot());
        }
    }

    private String whyNot() {
        double spread = Math.max(best().spread(), usual.spread());
        String gain = "the best finalist gains " + percent(gain()) + " over the default recipe";
        return Math.abs(gain()) < spread
                ? gain + ", while the seeds of one recipe lie " + percent(spread)
                        + " apart: so few seeds cannot tell how great the gain is"
                : gain + ", and the seeds of one recipe lie only " + percent(spread)
                        + " apart: the default recipe is about as good as the choice gets";
    }

    private static Map<String, Object> figures(Entrant entrant) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seeds", entrant.frechet());
        figures.put("mean", entrant.mean());
        figures.put("spreadOfSeeds", entrant.spread());
        return figures;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
