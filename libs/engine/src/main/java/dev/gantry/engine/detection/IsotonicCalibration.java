package dev.gantry.engine.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Piecewise linear between knots, constant outside; Zadrozny and Elkan, Transforming Classifier Scores into Accurate
 * Multiclass Probability Estimates, 2002. Probabilities stay away from 0 and 1 by what the sample size can tell.
 *
 * @param scores of the knots, ascending
 * @param probabilities at the knots, not decreasing
 */
public record IsotonicCalibration(List<Double> scores, List<Double> probabilities) implements ScoreCalibration {
    public IsotonicCalibration {
        scores = List.copyOf(scores);
        probabilities = List.copyOf(probabilities);
        if (scores.isEmpty() || scores.size() != probabilities.size()) {
            throw new IllegalArgumentException(scores.size() + " scores and " + probabilities.size()
                    + " probabilities: must be as many, not none");
        }
    }

    /** Neighbouring scores that share one probability. */
    private record Block(double first, double last, double weight, double positive) {
        double mean() {
            return positive / weight;
        }

        Block join(Block right) {
            return new Block(first, right.last, weight + right.weight, positive + right.positive);
        }
    }

    @Override
    public double probability(double score) {
        int last = scores.size() - 1;
        if (score <= scores.get(0)) {
            return probabilities.get(0);
        }
        if (score >= scores.get(last)) {
            return probabilities.get(last);
        }
        int right = 1;
        while (scores.get(right) < score) {
            right++;
        }
        double share = (score - scores.get(right - 1)) / (scores.get(right) - scores.get(right - 1));
        return probabilities.get(right - 1) + share * (probabilities.get(right) - probabilities.get(right - 1));
    }

    static IsotonicCalibration fit(double[] scores, boolean[] synthetic) {
        long positives =
                IntStream.range(0, synthetic.length).filter(i -> synthetic[i]).count();
        double margin = 1.0 / (Math.min(positives, synthetic.length - positives) + 2);
        List<Double> knots = new ArrayList<>();
        List<Double> levels = new ArrayList<>();
        for (Block block : poolAdjacentViolators(scores, synthetic, positives)) {
            double level = Math.max(margin, Math.min(1 - margin, block.mean()));
            knots.add(block.first());
            levels.add(level);
            if (block.last() > block.first()) {
                knots.add(block.last());
                levels.add(level);
            }
        }
        return new IsotonicCalibration(knots, levels);
    }

    private static List<Block> poolAdjacentViolators(double[] scores, boolean[] synthetic, long positives) {
        List<Block> blocks = new ArrayList<>();
        for (Block level : levels(scores, synthetic, positives)) {
            Block block = level;
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).mean() >= block.mean()) {
                block = blocks.remove(blocks.size() - 1).join(block);
            }
            blocks.add(block);
        }
        return blocks;
    }

    /** One block for each distinct score, ascending; both classes weigh one half in all. */
    private static List<Block> levels(double[] scores, boolean[] synthetic, long positives) {
        double[] weight = {0.5 / (scores.length - positives), 0.5 / positives};
        List<Integer> order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toList();
        List<Block> levels = new ArrayList<>();
        for (int i : order) {
            double w = weight[synthetic[i] ? 1 : 0];
            Block block = new Block(scores[i], scores[i], w, synthetic[i] ? w : 0);
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).last() == scores[i]) {
                levels.set(last, levels.get(last).join(block));
            } else {
                levels.add(block);
            }
        }
        return levels;
    }
}
