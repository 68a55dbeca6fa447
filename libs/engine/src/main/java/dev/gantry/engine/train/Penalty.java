package dev.gantry.engine.train;

import dev.gantry.engine.runtime.Autograd;
import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.Mode;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.networks.recipe.Regularizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A term beside the discriminator's loss, of the gradients of its logits by its inputs. */
interface Penalty {
    /** Its name in {@link TickReport#losses()}. */
    String name();

    /** Discriminator steps between two penalties. */
    int interval();

    /**
     * The term for one batch, a differentiable scalar.
     *
     * @param real samples as the discriminator is given them, without gradients
     * @param fake as many made ones
     * @param step discriminator steps including this one, which names the random numbers
     */
    Tensor of(Player discriminator, Tensor real, Tensor fake, long step);

    /** The penalties among a recipe's regularizers, in their order. */
    static List<Penalty> among(List<Regularizer> regularizers, long seed) {
        return regularizers.stream()
                .map(regularizer -> of(regularizer, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Penalty> of(Regularizer regularizer, long seed) {
        return regularizer.accept(new Regularizer.Visitor<>() {
            @Override
            public Optional<Penalty> r1(Regularizer.R1 settings) {
                return Optional.of(new R1(settings));
            }

            @Override
            public Optional<Penalty> r2(Regularizer.R2 settings) {
                return Optional.of(new R2(settings));
            }

            @Override
            public Optional<Penalty> gradientPenalty(Regularizer.GradientPenalty settings) {
                return Optional.of(new Interpolated(settings, seed));
            }

            @Override
            public Optional<Penalty> weightClipping(Regularizer.WeightClipping settings) {
                return Optional.empty();
            }

            @Override
            public Optional<Penalty> spectralNorm(Regularizer.SpectralNorm settings) {
                return Optional.empty();
            }
        });
    }

    /** The squared norm of the gradient by each sample, {@code [N]}. */
    private static Tensor squaredNorms(Player discriminator, Tensor samples) {
        Tensor points = samples.detach().requires_grad_(true);
        Tensor logits = discriminator.run(points, Mode.TRAINING);
        // Logits of different samples do not mix, so the sum's gradient holds each sample's own.
        Tensor gradient = Autograd.differentiableGradient(logits.sum(), points);
        return gradient.square().flatten(1, -1).sum(1);
    }

    /** See {@link Regularizer.R1}. */
    record R1(Regularizer.R1 settings) implements Penalty {
        @Override
        public String name() {
            return "r1";
        }

        @Override
        public int interval() {
            return settings.interval();
        }

        @Override
        public Tensor of(Player discriminator, Tensor real, Tensor fake, long step) {
            return squaredNorms(discriminator, real).mean().mul(new Scalar(settings.gamma() / 2));
        }
    }

    /** See {@link Regularizer.R2}. */
    record R2(Regularizer.R2 settings) implements Penalty {
        @Override
        public String name() {
            return "r2";
        }

        @Override
        public int interval() {
            return settings.interval();
        }

        @Override
        public Tensor of(Player discriminator, Tensor real, Tensor fake, long step) {
            return squaredNorms(discriminator, fake).mean().mul(new Scalar(settings.gamma() / 2));
        }
    }

    /** See {@link Regularizer.GradientPenalty}. */
    record Interpolated(Regularizer.GradientPenalty settings, long seed) implements Penalty {
        /** Keeps the root's derivative finite where a gradient vanishes. */
        private static final double SMALLEST_SQUARE = 1e-12;

        @Override
        public String name() {
            return "gradient-penalty";
        }

        @Override
        public int interval() {
            return settings.interval();
        }

        @Override
        public Tensor of(Player discriminator, Tensor real, Tensor fake, long step) {
            Tensor between = fake.add(real.sub(fake).mul(shares(real, step)));
            Tensor norms = squaredNorms(discriminator, between)
                    .add(new Scalar(SMALLEST_SQUARE))
                    .sqrt();
            return norms.sub(new Scalar(1)).square().mean().mul(new Scalar(settings.weight()));
        }

        /** How much of each point is real, uniform in (0, 1): {@code [N, 1, ...]}. */
        private Tensor shares(Tensor samples, long step) {
            RandomStream random = RandomStream.of(seed, "gradient-penalty." + step);
            float[] shares = new float[Math.toIntExact(samples.size(0))];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = (float) random.nextDouble();
            }
            long[] shape = new long[Math.toIntExact(samples.dim())];
            Arrays.fill(shape, 1);
            shape[0] = shares.length;
            return Tensors.copyOf(shares, ComputeDevice.of(samples), shape);
        }
    }
}
