package dev.gantry.engine.train;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * The material of one discriminator step and of the generator step that may follow.
 *
 * @param realImages {@code [N, ...]}, pictures in [-1, 1]
 * @param fakeImages as many made ones, differentiable by the generator's parameters
 * @param moreRealImages reads as many reals that no step has seen yet; the first ones are gone then
 * @param step discriminator steps including this one, from 1
 * @param images real images seen before
 */
record Round(Tensor realImages, Tensor fakeImages, Supplier<Tensor> moreRealImages, long step, long images) {}
