package dev.gantry.engine.train;

/** One player's move in every round of the game. */
interface Phase {
    /**
     * Takes one optimizer step, in the current scope.
     *
     * @throws DivergenceException before any parameter has changed
     */
    void run(Round round);
}
