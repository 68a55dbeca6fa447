package dev.gantry.engine.runtime;

import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.ParameterSpec;
import java.nio.FloatBuffer;

/** Draws the first values of parameters. */
final class Initialization {
    private Initialization() {}

    /** Row-major values of one parameter, from a stream of its own. */
    static float[] draw(ParameterSpec spec, RandomStream random) {
        Initializer initializer = spec.initializer();
        if (initializer instanceof Initializer.Fixed fixed) {
            return fixed.values(spec.shape());
        }
        float[] values = new float[Math.toIntExact(spec.shape().elements())];
        if (initializer instanceof Initializer.Normal normal) {
            random.fillGaussian(FloatBuffer.wrap(values));
            for (int i = 0; i < values.length; i++) {
                values[i] = normal.mean() + normal.deviation() * values[i];
            }
        } else if (initializer instanceof Initializer.KaimingUniform kaiming) {
            double bound = kaiming.bound(spec.shape());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        } else {
            throw new IllegalArgumentException(spec.name() + ": unknown initializer " + initializer);
        }
        return values;
    }
}
