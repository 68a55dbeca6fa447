package dev.gantry.cli.demo;

import java.util.List;

/**
 * How well the detector told generated pictures from real ones.
 *
 * @param truePositiveRate  share of the generated pictures that it called synthetic
 * @param falsePositiveRate share of the real pictures that it called synthetic
 * @param areaUnderCurve    chance that a generated picture scores higher than a real one
 */
public record Rates(int generated, int real, double truePositiveRate, double falsePositiveRate, double areaUnderCurve) {

    public static Rates of(List<Judged> judged) {
        List<Judged> generated = judged.stream().filter(Judged::generated).toList();
        List<Judged> real = judged.stream().filter(one -> !one.generated()).toList();
        return new Rates(
                generated.size(),
                real.size(),
                shareCalledSynthetic(generated),
                shareCalledSynthetic(real),
                areaUnderCurve(generated, real));
    }

    private static double shareCalledSynthetic(List<Judged> judged) {
        return (double) judged.stream().filter(Judged::calledSynthetic).count() / judged.size();
    }

    private static double areaUnderCurve(List<Judged> generated, List<Judged> real) {
        double wins = 0;
        for (Judged positive : generated) {
            for (Judged negative : real) {
                wins += (Integer.signum(Double.compare(positive.score(), negative.score())) + 1) / 2.0;
            }
        }
        return wins / generated.size() / real.size();
    }
}
