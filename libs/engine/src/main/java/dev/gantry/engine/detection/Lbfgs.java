package dev.gantry.engine.detection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with a backtracking line search, for smooth convex functions; Nocedal and Wright, Numerical
 * Optimization, 2006, algorithm 7.5.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MAX_BACKTRACKS = 30;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private Lbfgs() {}

    /** A function with its gradient. */
    interface Objective {
        /** The value at {@code point}; writes the gradient there into {@code gradient}. */
        double evaluate(double[] point, double[] gradient);
    }

    /** The change of one step and of the gradient over it. */
    // Bulk numbers, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Correction(double[] step, double[] change, double curvature) {}

    /**
     * Minimizes until the gradient is small against the point or the iterations are used up.
     *
     * @return the point reached; {@code start} is left as it is
     */
    static double[] minimize(Objective objective, double[] start, int maxIterations, double tolerance) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.evaluate(point, gradient);
        Deque<Correction> corrections = new ArrayDeque<>();
        for (int i = 0; i < maxIterations && norm(gradient) > tolerance * Math.max(1, norm(point)); i++) {
            double[] direction = descent(gradient, corrections);
            double slope = dot(gradient, direction);
            double length = corrections.isEmpty() ? 1 / Math.max(1, norm(gradient)) : 1;
            double[] next = new double[point.length];
            double[] nextGradient = new double[point.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int k = 0; k < MAX_BACKTRACKS; k++, length /= 2) {
                for (int j = 0; j < point.length; j++) {
                    next[j] = point[j] + length * direction[j];
                }
                nextValue = objective.evaluate(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return point;
            }
            remember(corrections, point, next, gradient, nextGradient);
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static double[] descent(double[] gradient, Deque<Correction> corrections) {
        double[] direction = gradient.clone();
        double[] shares = new double[corrections.size()];
        int k = 0;
        for (Correction correction : corrections) {
            shares[k] = dot(correction.step(), direction) / correction.curvature();
            add(direction, correction.change(), -shares[k++]);
        }
        if (!corrections.isEmpty()) {
            Correction latest = corrections.peekFirst();
            scale(direction, latest.curvature() / dot(latest.change(), latest.change()));
        }
        for (Iterator<Correction> oldestFirst = corrections.descendingIterator(); oldestFirst.hasNext(); ) {
            Correction correction = oldestFirst.next();
            double share = dot(correction.change(), direction) / correction.curvature();
            add(direction, correction.step(), shares[--k] - share);
        }
        scale(direction, -1);
        return direction;
    }

    private static void remember(
            Deque<Correction> corrections, double[] from, double[] to, double[] gradient, double[] nextGradient) {
        double[] step = to.clone();
        add(step, from, -1);
        double[] change = nextGradient.clone();
        add(change, gradient, -1);
        double curvature = dot(step, change);
        if (curvature > 1e-12 * dot(change, change)) {
            corrections.addFirst(new Correction(step, change, curvature));
            if (corrections.size() > MEMORY) {
                corrections.removeLast();
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
