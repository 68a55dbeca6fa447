package dev.gantry.engine.health;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;

/** Tells the beginning of a lasting condition once, and again only after it has ended. */
final class Episode implements Stateful {
    private final int needed;
    private int streak;
    private boolean lasting;

    /** @param needed ticks in a row that begin an episode, and that end it */
    Episode(int needed) {
        this.needed = needed;
    }

    /** Sees one more tick; returns whether an episode has begun with it. */
    boolean begins(boolean unhealthy) {
        streak = unhealthy == lasting ? 0 : streak + 1;
        if (streak < needed) {
            return false;
        }
        streak = 0;
        lasting = unhealthy;
        return lasting;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.number("streak", () -> streak, kept -> streak = (int) kept);
        visitor.number("lasting", () -> lasting ? 1 : 0, kept -> lasting = kept == 1);
    }

    /** Whether an episode has begun and not ended. */
    boolean lasting() {
        return lasting;
    }
}
