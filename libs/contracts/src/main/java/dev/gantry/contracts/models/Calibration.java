package dev.gantry.contracts.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** Turns a raw score into the probability that a picture is synthetic, at even odds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({@JsonSubTypes.Type(Calibration.Platt.class), @JsonSubTypes.Type(Calibration.Isotonic.class)})
public sealed interface Calibration {

    /** @return in [0, 1], not decreasing in {@code score} */
    double probability(double score);

    /** Platt (1999): {@code 1 / (1 + exp(-(slope * score + intercept)))}. */
    @JsonTypeName("platt")
    record Platt(double slope, double intercept) implements Calibration {
        @Override
        public double probability(double score) {
            return 1 / (1 + Math.exp(-(slope * score + intercept)));
        }
    }

    /** Zadrozny and Elkan (2002): piecewise linear between knots, constant outside. */
    @JsonTypeName("isotonic")
    record Isotonic(List<Double> scores, List<Double> probabilities) implements Calibration {
        public Isotonic {
            scores = List.copyOf(scores);
            probabilities = List.copyOf(probabilities);
            if (scores.isEmpty() || scores.size() != probabilities.size()) {
                throw new IllegalArgumentException(
                        "isotonic calibration needs as many probabilities as scores, at least one");
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
            double width = scores.get(right) - scores.get(right - 1);
            double share = width == 0 ? 1 : (score - scores.get(right - 1)) / width;
            return probabilities.get(right - 1) + share * (probabilities.get(right) - probabilities.get(right - 1));
        }
    }
}
