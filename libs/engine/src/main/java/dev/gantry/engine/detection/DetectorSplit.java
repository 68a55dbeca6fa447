package dev.gantry.engine.detection;

/**
 * How held-out reals are shared out, as consecutive ranges of their view: no picture serves two purposes, and the trunks have
 * seen none of them in training.
 *
 * @param heads the logistic heads are fitted on these
 * @param validation and their penalties chosen on these
 * @param stack the heads' weights are fitted on these
 * @param calibration probabilities and thresholds come from these
 * @param evaluation and the figures that are reported from these
 */
public record DetectorSplit(Range heads, Range validation, Range stack, Range calibration, Range evaluation) {
    private static final double VALIDATION_FROM = 0.28;
    private static final double STACK_FROM = 0.35;
    private static final double CALIBRATION_FROM = 0.45;
    private static final double EVALUATION_FROM = 0.75;

    /** Indices from {@code begin} to {@code end}, the latter excluded. */
    public record Range(int begin, int end) {
        public int size() {
            return end - begin;
        }

        Range atMost(int most) {
            return new Range(begin, Math.min(end, begin + most));
        }
    }

    /** The split of {@code heldOut} pictures. */
    public static DetectorSplit of(int heldOut) {
        int validation = (int) (VALIDATION_FROM * heldOut);
        int stack = (int) (STACK_FROM * heldOut);
        int calibration = (int) (CALIBRATION_FROM * heldOut);
        int evaluation = (int) (EVALUATION_FROM * heldOut);
        return new DetectorSplit(
                new Range(0, validation),
                new Range(validation, stack),
                new Range(stack, calibration),
                new Range(calibration, evaluation),
                new Range(evaluation, heldOut));
    }
}
