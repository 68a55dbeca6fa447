package dev.gantry.detector.judge;

import dev.gantry.contracts.detection.Verdict.Attribution;
import dev.gantry.contracts.detection.Verdict.Conclusion;
import dev.gantry.contracts.detection.Verdict.Judgement;
import dev.gantry.contracts.detection.Verdict.Share;
import dev.gantry.contracts.detection.Verdict.Unavailable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The detectors that looked at one picture. Each of the {@code k} that have a say is held to the {@code k}-th part of the
 * false-positive rate (Bonferroni), so that all together call at most that share of real pictures synthetic, however alike they
 * are. One abstains if it does not know such pictures, or if its reals are too few for its part: those with the most
 * reals go first, and nothing in this choice depends on the picture's scores.
 */
final class Panel {
    private static final List<Conclusion> STRONGEST_FIRST =
            List.of(Conclusion.LIKELY_SYNTHETIC, Conclusion.NO_EVIDENCE, Conclusion.UNCERTAIN);

    private final double falsePositiveRate;
    private final List<Look> looks;
    private final List<Unavailable> unavailable;

    /**
     * @param falsePositiveRate of all detectors together, between 0 and 1
     * @param unavailable       detectors that should have looked and could not: they take no part of the rate
     */
    Panel(double falsePositiveRate, List<Look> looks, List<Unavailable> unavailable) {
        this.falsePositiveRate = falsePositiveRate;
        this.looks = List.copyOf(looks);
        this.unavailable = List.copyOf(unavailable);
    }

    double falsePositiveRate() {
        return falsePositiveRate;
    }

    /** Of all detectors, those that abstain too. */
    List<Look> looks() {
        return looks;
    }

    List<Unavailable> unavailable() {
        return unavailable;
    }

    /** One of each detector, strongest evidence first. */
    List<Judgement> judgements() {
        List<Look> heeded = heeded();
        double rate = falsePositiveRate / Math.max(1, heeded.size());
        return looks.stream()
                .map(look -> heeded.contains(look) ? look.heeded(rate) : look.abstaining(rate))
                .sorted(Comparator.<Judgement>comparingInt(judgement -> STRONGEST_FIRST.indexOf(judgement.conclusion()))
                        .thenComparingDouble(Judgement::pValue)
                        .thenComparing(Judgement::model))
                .toList();
    }

    /**
     * Shares in proportion to each generator's odds against a real picture, and 1 for anything else. A detector of several
     * generators speaks for those that have none of their own, and cannot tell them apart.
     */
    Attribution attribution() {
        List<Look> covered = looks.stream().filter(Look::covered).toList();
        Set<String> alone =
                covered.stream().filter(Look::ofOne).map(Look::model).collect(Collectors.toSet());
        Map<Look, Double> odds = new LinkedHashMap<>();
        for (Look look : covered) {
            long spokenFor = look.ofOne()
                    ? 1
                    : look.generators().stream()
                            .filter(generator -> !alone.contains(generator))
                            .count();
            if (spokenFor > 0) {
                odds.put(look, spokenFor * look.card().odds(look.score()));
            }
        }
        double all = 1 + odds.values().stream().mapToDouble(Double::doubleValue).sum();
        List<Share> generators = odds.entrySet().stream()
                .map(one -> share(one.getKey(), one.getValue() / all))
                .sorted(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::model))
                .toList();
        return new Attribution(generators, 1 / all);
    }

    private static Share share(Look look, double share) {
        return look.ofOne()
                ? new Share(look.model(), look.version(), share)
                : new Share(look.model(), look.version(), share, Optional.of(look.generators()));
    }

    private List<Look> heeded() {
        List<Look> mostReals = looks.stream()
                .filter(Look::covered)
                .sorted(Comparator.<Look>comparingInt(look -> -look.card().reals())
                        .thenComparing(Look::model))
                .toList();
        int seats = mostReals.size();
        while (seats > 0
                && mostReals
                        .get(seats - 1)
                        .card()
                        .threshold(falsePositiveRate / seats)
                        .isEmpty()) {
            seats--;
        }
        return mostReals.subList(0, seats);
    }
}
