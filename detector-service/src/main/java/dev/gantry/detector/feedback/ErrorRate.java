package dev.gantry.detector.feedback;

/**
 * A share of pictures that were called wrongly, with its 95 % interval (Wilson 1927), which holds for few pictures too.
 *
 * @param errors   of the pictures
 * @param rate     0 to 1; 0 without pictures
 * @param lower    end of the interval; 0 without pictures
 * @param upper    end of the interval; 1 without pictures
 */
public record ErrorRate(long errors, long pictures, double rate, double lower, double upper) {
    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959963984540054;

    static ErrorRate of(long errors, long pictures) {
        if (pictures == 0) {
            return new ErrorRate(0, 0, 0, 0, 1);
        }
        double rate = (double) errors / pictures;
        double squared = Z * Z / pictures;
        double centre = (rate + squared / 2) / (1 + squared);
        double half = Z / (1 + squared) * Math.sqrt(rate * (1 - rate) / pictures + squared / pictures / 4);
        double lower = errors == 0 ? 0 : centre - half;
        double upper = errors == pictures ? 1 : centre + half;
        return new ErrorRate(errors, pictures, rate, lower, upper);
    }
}
