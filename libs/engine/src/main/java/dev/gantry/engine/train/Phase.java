package dev.gantry.engine.train;

import org.bytedeco.pytorch.Tensor;

/** One player's move in every round of the game. */
interface Phase {
    /**
     * Takes one optimizer step, in the current scope.
     *
     * @param realImages {@code [N, C, H, W]} in [-1, 1]
     * @param step rounds including this one, from 1
     * @throws DivergenceException before any parameter has changed
     */
    void run(Tensor realImages, long step);
}
