package dev.gantry.engine.features;

/** Hears how far long work has come; what it throws ends the work and reaches the caller. */
@FunctionalInterface
public interface WorkProgress {
    /** Nobody listens. */
    WorkProgress UNHEARD = (done, total) -> {};

    /**
     * Some of the work is done.
     *
     * @param done from 0 to {@code total}, never falling
     */
    void at(int done, int total);

    /** Listens to a part of this work, which takes it from {@code begin} to {@code end} of {@code total}. */
    default WorkProgress part(int begin, int end, int total) {
        return (done, of) -> at(begin + (int) ((long) (end - begin) * done / of), total);
    }
}
