package dev.gantry.platform.queue;

import dev.gantry.contracts.Failure;

/** How the handling of a message ended. */
public sealed interface Settlement {

    /** It is finished: nobody gets the message again. */
    record Done() implements Settlement {}

    /** It failed but may succeed: somebody gets the message again, after a back-off. */
    record Retry(Failure reason) implements Settlement {}

    /** It was begun but stopped before its end: somebody gets the message again, at once. */
    record GiveBack() implements Settlement {}

    /** It should wait: it goes behind all others on its topic, and this delivery does not count. */
    record Defer() implements Settlement {}

    /** It can never succeed: the message goes to the dead letters. */
    record DeadLetter(Failure reason) implements Settlement {}
}
