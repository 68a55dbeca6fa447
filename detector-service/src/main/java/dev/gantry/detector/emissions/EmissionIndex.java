package dev.gantry.detector.emissions;

import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Emission.Match;
import dev.gantry.contracts.sampling.Emission;
import dev.gantry.imaging.PerceptualHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;

/**
 * The last emissions, to be found by their pixels and by their look, at 80 bytes each, rounded up to a power of two, and up to
 * 8 more for a table of digests. It takes the former only when there are as many. Safe for use by several threads.
 */
final class EmissionIndex {
    /** Doubled when it is full, so always a power of two. */
    private static final int FIRST_ROOM = 1024;

    /** Hexadecimal digits of a {@code long}. */
    private static final int DIGITS = 16;
    /** Of a SHA-256, as {@code long}s. */
    private static final int WORDS = 4;

    private final int capacity;
    private final Chains byPixels;
    private final int pixelsKeys;
    private final Bands byLook = new Bands();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private long added;
    private int room;
    private long[] digests = new long[0];
    private long[] looks = new long[0];
    private long[] times = new long[0];
    private int[] versions = new int[0];
    private String[] models = new String[0];

    /** @param capacity emissions that are remembered, beyond which the oldest are forgotten; 1 to 2²⁷ */
    EmissionIndex(int capacity) {
        this.capacity = capacity;
        pixelsKeys = Integer.highestOneBit(capacity);
        byPixels = new Chains(pixelsKeys);
    }

    /** @throws IllegalArgumentException if the digest or the look is none; nothing is added then */
    void add(Emission emission) {
        long[] digest = digest(emission.pixelsSha256());
        long look = HexFormat.fromHexDigitsToLong(emission.look());
        long time = emission.at().toEpochMilli();
        // One string for all emissions of a model, gone with the last of them.
        String model = emission.model().intern();
        lock.writeLock().lock();
        try {
            long number = added;
            makeRoom(number);
            int slot = slot(number);
            System.arraycopy(digest, 0, digests, WORDS * slot, WORDS);
            looks[slot] = look;
            times[slot] = time;
            versions[slot] = emission.version();
            models[slot] = model;
            byPixels.add(key(digest), number);
            byLook.add(look, number);
            added++;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * The newest emission with these very pixels, else one that looks most like them.
     *
     * @param pixelsSha256 as in {@link Emission}
     * @param look         as there
     * @param wanted       whether the emissions of a model count
     */
    Optional<Verdict.Emission> find(String pixelsSha256, String look, Predicate<String> wanted) {
        long[] digest = digest(pixelsSha256);
        long bits = HexFormat.fromHexDigitsToLong(look);
        lock.readLock().lock();
        try {
            long exact = exact(digest, wanted);
            if (exact != Chains.NONE) {
                return Optional.of(found(exact, Match.EXACT, 0));
            }
            long alike = byLook.nearest(
                    bits, oldest(), number -> looks[slot(number)], number -> wanted.test(models[slot(number)]));
            return alike == Chains.NONE
                    ? Optional.empty()
                    : Optional.of(found(alike, Match.ALIKE, PerceptualHash.distance(bits, looks[slot(alike)])));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Emissions that are remembered now. */
    int size() {
        lock.readLock().lock();
        try {
            return (int) Math.min(added, capacity);
        } finally {
            lock.readLock().unlock();
        }
    }

    private long exact(long[] digest, Predicate<String> wanted) {
        long oldest = oldest();
        long number = byPixels.newest(key(digest));
        while (number >= oldest) {
            int from = WORDS * slot(number);
            if (Arrays.equals(digests, from, from + WORDS, digest, 0, WORDS) && wanted.test(models[slot(number)])) {
                return number;
            }
            number = byPixels.before(number);
        }
        return Chains.NONE;
    }

    private Verdict.Emission found(long number, Match match, int distance) {
        int slot = slot(number);
        return new Verdict.Emission(match, models[slot], versions[slot], Instant.ofEpochMilli(times[slot]), distance);
    }

    private void makeRoom(long number) {
        if (number < room || room >= capacity) {
            return;
        }
        room = Math.max(FIRST_ROOM, 2 * room);
        digests = Arrays.copyOf(digests, WORDS * room);
        looks = Arrays.copyOf(looks, room);
        times = Arrays.copyOf(times, room);
        versions = Arrays.copyOf(versions, room);
        models = Arrays.copyOf(models, room);
        byPixels.makeRoom(room);
        byLook.makeRoom(room);
    }

    private long oldest() {
        return Math.max(0, added - capacity);
    }

    private int slot(long number) {
        return (int) number & (room - 1);
    }

    private int key(long[] digest) {
        return (int) digest[0] & (pixelsKeys - 1);
    }

    private static long[] digest(String sha256) {
        if (sha256.length() != WORDS * DIGITS) {
            throw new IllegalArgumentException("a SHA-256 has " + WORDS * DIGITS + " digits, not " + sha256.length());
        }
        long[] digest = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            digest[i] = HexFormat.fromHexDigitsToLong(sha256, i * DIGITS, (i + 1) * DIGITS);
        }
        return digest;
    }
}
