package dev.gantry.platform.jobs;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one kept state of a job. No two writers use the same name, and the digest in it tells whether all of it was written. The
 * natural order is that of age: states of a later attempt are newer, whatever their step.
 *
 * @param attempt  of the job, from 1
 * @param sequence of the states of that attempt; a rollback makes steps go back, but never this
 * @param step     images seen
 * @param sha256   of the content, lower-case hex
 */
public record StateKey(int attempt, long sequence, long step, String sha256) implements Comparable<StateKey> {
    private static final Pattern NAME = Pattern.compile("(\\d{6})-(\\d{9})-(\\d{12})-([0-9a-f]{64})\\.state");
    private static final Comparator<StateKey> BY_AGE =
            Comparator.comparingInt(StateKey::attempt).thenComparingLong(StateKey::sequence);

    /** What the object is called; empty if that is no state's name. */
    static Optional<StateKey> parse(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new StateKey(
                        Integer.parseInt(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        parts.group(4)))
                : Optional.empty();
    }

    /** What the object is called. */
    String name() {
        return String.format(Locale.ROOT, "%06d-%09d-%012d-%s.state", attempt, sequence, step, sha256);
    }

    @Override
    public int compareTo(StateKey other) {
        return BY_AGE.compare(this, other);
    }
}
