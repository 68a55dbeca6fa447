package dev.gantry.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {

    @Test
    void anIllConditionedQuadraticIsSolved() {
        double[] curvature = {1, 10, 100, 1000, 1e4};
        double[] minimum = {3, -1, 4, -1, 5};

        double[] found = Lbfgs.minimize(
                (point, gradient) -> {
                    double value = 0;
                    for (int i = 0; i < point.length; i++) {
                        double distance = point[i] - minimum[i];
                        value += curvature[i] * distance * distance / 2;
                        gradient[i] = curvature[i] * distance;
                    }
                    return value;
                },
                new double[5],
                200,
                1e-9);

        assertThat(found).containsExactly(minimum, within(1e-6));
    }

    @Test
    void rosenbrocksValleyIsFollowedToItsEnd() {
        double[] found = Lbfgs.minimize(
                (p, gradient) -> {
                    double slope = p[1] - p[0] * p[0];
                    gradient[0] = -2 * (1 - p[0]) - 400 * p[0] * slope;
                    gradient[1] = 200 * slope;
                    return (1 - p[0]) * (1 - p[0]) + 100 * slope * slope;
                },
                new double[] {-1.2, 1},
                500,
                1e-8);

        assertThat(found).containsExactly(new double[] {1, 1}, within(1e-4));
    }

    @Test
    void theStartIsLeftAlone() {
        double[] start = {2};

        Lbfgs.minimize(
                (point, gradient) -> {
                    gradient[0] = 2 * point[0];
                    return point[0] * point[0];
                },
                start,
                10,
                1e-9);

        assertThat(start).containsExactly(2);
    }
}
