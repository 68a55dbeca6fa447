package dev.gantry.serving.live;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Where the loaded versions of a model stand. Leases and changes never wait for each other. */
public final class ModelSlot {
    private volatile Lineup lineup = Lineup.EMPTY;

    public Lineup lineup() {
        return lineup;
    }

    /** Takes the version that answers a key; empty when none does. */
    public Optional<Lease> leaseFor(long key) {
        return leaseOf(now -> now.versionFor(key));
    }

    /** Takes the primary version; empty when there is none. */
    public Optional<Lease> leasePrimary() {
        return leaseOf(Lineup::primary);
    }

    private Optional<Lease> leaseOf(ToIntFunction<Lineup> version) {
        for (Lineup now = lineup; now.primary() > 0; now = lineup) {
            Optional<Lease> lease = now.handle(version.applyAsInt(now)).flatMap(ModelHandle::lease);
            if (lease.isPresent()) {
                return lease;
            }
            // The handle was taken out and drained between the two steps: the lineup is another one now.
        }
        return Optional.empty();
    }

    /** Takes one version; empty when it is not loaded. */
    public Optional<Lease> lease(int version) {
        for (Optional<ModelHandle> handle = lineup.handle(version);
                handle.isPresent();
                handle = lineup.handle(version)) {
            Optional<Lease> lease = handle.get().lease();
            if (lease.isPresent()) {
                return lease;
            }
        }
        return Optional.empty();
    }

    /**
     * Puts another lineup in place. For one thread.
     *
     * @return versions that are in it no more, retired now
     */
    public List<ModelHandle> set(Lineup next) {
        Lineup before = lineup;
        lineup = next;
        List<ModelHandle> gone = before.loaded().values().stream()
                .filter(handle -> !next.loaded().containsValue(handle))
                .toList();
        gone.forEach(ModelHandle::retire);
        return gone;
    }
}
