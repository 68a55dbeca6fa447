package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;

/** What becomes of a record. */
sealed interface Ending {

    /** Acknowledged: nobody gets it again. */
    record Accept() implements Ending {}

    /** Left to the next member. */
    record Release() implements Ending {}

    /** Written to the dead letters, then acknowledged. */
    record Bury(Failure reason) implements Ending {}

    /**
     * Written again as a fresh record, then acknowledged.
     *
     * @param deliveries that count before those of the fresh record
     */
    record PutBack(int deliveries) implements Ending {}
}
