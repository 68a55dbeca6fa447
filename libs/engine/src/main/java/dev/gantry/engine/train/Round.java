package dev.gantry.engine.train;

import org.bytedeco.pytorch.Tensor;

/**
 * The material of one round, which all its phases share.
 *
 * @param realImages {@code [N, C, H, W]} in [-1, 1]
 * @param fakeImages as many made ones, differentiable by the generator's parameters
 * @param step rounds including this one, from 1
 */
record Round(Tensor realImages, Tensor fakeImages, long step) {}
