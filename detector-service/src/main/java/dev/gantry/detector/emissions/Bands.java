package dev.gantry.detector.emissions;

import dev.gantry.imaging.PerceptualHash;
import dev.gantry.service.origin.Looks;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Looks by bands of their bits. Two that differ in no more bits than {@link Looks#MOST_CHANGED_BITS} agree in all bits of at least
 * one band, since there is one band more. A band takes every fifth bit, so that it covers all of the picture: neighbouring bits
 * are much the same in most pictures.
 */
final class Bands {
    private static final int BANDS = Looks.MOST_CHANGED_BITS + 1;
    private static final int MOST_BITS = (Long.SIZE + BANDS - 1) / BANDS;

    private final Chains[] chains;

    Bands() {
        chains = IntStream.range(0, BANDS)
                .mapToObj(band -> new Chains(1 << MOST_BITS))
                .toArray(Chains[]::new);
    }

    /** As {@link Chains#makeRoom}. */
    void makeRoom(int entries) {
        for (Chains band : chains) {
            band.makeRoom(entries);
        }
    }

    /** As {@link Chains#add}. */
    void add(long look, long number) {
        for (int band = 0; band < BANDS; band++) {
            chains[band].add(key(band, look), number);
        }
    }

    /**
     * An entry whose look is nearest; {@link Chains#NONE} if all differ in more than {@link Looks#MOST_CHANGED_BITS} bits. What
     * was in none of {@code n} bands differs in at least {@code n} bits, so that not all bands are looked at when one is near.
     *
     * @param oldest number of the oldest entry that is remembered
     * @param looks  of the entries
     * @param wanted whether an entry counts
     */
    long nearest(long look, long oldest, Lookup looks, LongPredicate wanted) {
        long nearest = Chains.NONE;
        int least = BANDS;
        for (int band = 0; band < least; band++) {
            long number = chains[band].newest(key(band, look));
            while (number >= oldest && least > 0) {
                int distance = PerceptualHash.distance(look, looks.of(number));
                if (distance < least && wanted.test(number)) {
                    least = distance;
                    nearest = number;
                }
                number = chains[band].before(number);
            }
        }
        return nearest;
    }

    /** The look of each entry that is remembered. */
    interface Lookup {
        long of(long number);
    }

    /** The band's bits. */
    private static int key(int band, long look) {
        int key = 0;
        for (int bit = band; bit < Long.SIZE; bit += BANDS) {
            key = key << 1 | (int) (look >>> bit & 1);
        }
        return key;
    }
}
