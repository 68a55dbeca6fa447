package dev.gantry.detector.judge;

import dev.gantry.contracts.models.Calibration;
import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.DetectorCard.Ground;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Cards for tests. */
final class Cards {
    private Cards() {}

    /** Whose plain reals score 0 to 100 in steps of 1. */
    static DetectorCard ofPlainReals() {
        return ofReals(Map.of(
                "plain", IntStream.rangeClosed(0, 100).mapToObj(i -> (double) i).toList()));
    }

    /** @param quantiles by what was done to the reals */
    static DetectorCard ofReals(Map<String, List<Double>> quantiles) {
        return new DetectorCard(
                new Calibration.Platt(1, 0),
                List.of(),
                List.of(),
                Optional.of(quantiles),
                new Ground(28, 112, 1, OptionalInt.of(60)),
                List.of());
    }

    /** Whose reals score {@code 1 - n} to 0 in steps of 1; a score is the logarithm of the odds. */
    static DetectorCard ofReals(int n) {
        List<Double> scores =
                IntStream.range(0, n).mapToObj(i -> (double) (i + 1 - n)).toList();
        return new DetectorCard(
                new Calibration.Platt(1, 0),
                List.of(),
                scores,
                Optional.empty(),
                new Ground(28, 112, 1, OptionalInt.of(60)),
                List.of());
    }
}
