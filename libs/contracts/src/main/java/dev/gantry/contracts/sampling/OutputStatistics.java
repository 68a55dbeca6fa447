package dev.gantry.contracts.sampling;

import dev.gantry.contracts.models.Probe;

/**
 * Mean and population standard deviation of a network's output; not finite when any value is not.
 *
 * @param mean      over all values
 * @param deviation over all values
 */
public record OutputStatistics(double mean, double deviation) {

    /** Of at least one value; in double precision, in two passes. */
    public static OutputStatistics of(float[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            double difference = value - mean;
            squares += difference * difference;
        }
        return new OutputStatistics(mean, Math.sqrt(squares / values.length));
    }

    /** The probe that a server holds a generator with this output to. */
    public Probe probe(long seed, int count, double tolerance) {
        return new Probe(seed, count, mean, deviation, tolerance);
    }

    /** Whether both are within the probe's tolerance; never when not finite. */
    public boolean matches(Probe probe) {
        return Math.abs(mean - probe.mean()) <= probe.tolerance()
                && Math.abs(deviation - probe.deviation()) <= probe.tolerance();
    }
}
