package dev.gantry.engine.state;

/**
 * Something that a run must carry over to another process to end as if it had never stopped.
 *
 * <p>One method both captures and restores, so that the two cannot disagree. What holds no state implements it with an empty body:
 * a conscious choice, where a default would be an oversight.
 */
public interface Stateful {
    /** Shows every part of the state to the visitor, under names that stay the same. */
    void visitState(StateVisitor visitor);
}
