package dev.gantry.engine.train;

import dev.gantry.engine.state.Stateful;

/** One player's move in every round of the game. */
interface Phase extends Stateful {
    /**
     * Takes its optimizer steps, in the current scope.
     *
     * @throws DivergenceException instead of a step that would have to follow numbers that are not finite
     */
    void run(Round round);
}
