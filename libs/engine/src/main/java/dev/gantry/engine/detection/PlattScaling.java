package dev.gantry.engine.detection;

/**
 * {@code 1 / (1 + exp(-(slope * score + intercept)))}; Platt, Probabilistic Outputs for Support Vector Machines, 1999, by
 * the Newton method of Lin, Lin and Weng, 2007.
 *
 * @param slope above 0
 */
public record PlattScaling(double slope, double intercept) implements ScoreCalibration {
    private static final int MAX_ITERATIONS = 100;
    private static final double SMALLEST_SLOPE = 1e-6;
    private static final double HESSIAN_RIDGE = 1e-12;

    @Override
    public double probability(double score) {
        return LogisticRegression.sigmoid(slope * score + intercept);
    }

    static PlattScaling fit(double[] scores, boolean[] synthetic) {
        double positives = 0;
        for (boolean value : synthetic) {
            positives += value ? 1 : 0;
        }
        double negatives = synthetic.length - positives;
        double[] target = new double[scores.length];
        double[] weight = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            target[i] = synthetic[i] ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
            weight[i] = 0.5 / (synthetic[i] ? positives : negatives);
        }
        return newton(scores, target, weight);
    }

    private static PlattScaling newton(double[] scores, double[] target, double[] weight) {
        double slope = 0;
        double intercept = 0;
        double loss = loss(scores, target, weight, slope, intercept);
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double gradientA = 0;
            double gradientB = 0;
            double aa = HESSIAN_RIDGE;
            double ab = 0;
            double bb = HESSIAN_RIDGE;
            for (int i = 0; i < scores.length; i++) {
                double p = LogisticRegression.sigmoid(slope * scores[i] + intercept);
                double error = weight[i] * (p - target[i]);
                double curvature = weight[i] * p * (1 - p);
                gradientA += error * scores[i];
                gradientB += error;
                aa += curvature * scores[i] * scores[i];
                ab += curvature * scores[i];
                bb += curvature;
            }
            double determinant = aa * bb - ab * ab;
            double stepA = -(bb * gradientA - ab * gradientB) / determinant;
            double stepB = -(aa * gradientB - ab * gradientA) / determinant;
            double length = 1;
            double next = loss(scores, target, weight, slope + stepA, intercept + stepB);
            while (next > loss && length > 1e-10) {
                length /= 2;
                next = loss(scores, target, weight, slope + length * stepA, intercept + length * stepB);
            }
            if (next > loss) {
                break;
            }
            slope += length * stepA;
            intercept += length * stepB;
            if (loss - next < 1e-12) {
                break;
            }
            loss = next;
        }
        return new PlattScaling(Math.max(slope, SMALLEST_SLOPE), intercept);
    }

    private static double loss(double[] scores, double[] target, double[] weight, double slope, double intercept) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double x = slope * scores[i] + intercept;
            loss += weight[i] * (Math.max(x, 0) - target[i] * x + Math.log1p(Math.exp(-Math.abs(x))));
        }
        return loss;
    }
}
