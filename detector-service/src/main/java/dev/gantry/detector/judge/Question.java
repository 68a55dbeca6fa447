package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.service.callers.Reach;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is wanted to know of a picture.
 *
 * @param model             whose detector to ask; absent: every live one
 * @param falsePositiveRate share of real pictures that may be called synthetic; absent: the service's own
 * @param reach             of whoever asks: the detectors and pictures of others have no part in the answer
 */
public record Question(Optional<String> model, OptionalDouble falsePositiveRate, Reach reach) {
    private static final List<Double> ACCEPTED = DetectionRequest.FALSE_POSITIVE_RATES;

    /** @throws dev.gantry.contracts.GantryException rejected, {@code not-found}, if the model is another's */
    public Question {
        if (model.isPresent() && !reach.model(model.get())) {
            throw new Failure.Rejected(Failure.Rejected.NOT_FOUND, "model " + model.get() + " does not exist")
                    .asException();
        }
    }

    /**
     * A question as clients write it.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if the rate is not among
     *     {@link DetectionRequest#FALSE_POSITIVE_RATES}; {@code not-found}, if the model is another's
     */
    public static Question parse(Optional<String> model, Optional<String> falsePositiveRate, Reach reach) {
        return new Question(
                model,
                falsePositiveRate.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(rate(falsePositiveRate.get())),
                reach);
    }

    /** Whether verdicts may be asked for at this rate. */
    static boolean accepts(double falsePositiveRate) {
        return ACCEPTED.contains(falsePositiveRate);
    }

    static String accepted() {
        return "must be one of " + ACCEPTED.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (accepts(rate)) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // As wrong as another number, and told in the same words.
        }
        throw Failure.Rejected.invalidField("falsePositiveRate", text, accepted())
                .asException();
    }
}
