package dev.gantry.engine.train;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.util.Optional;

/** How far a run has come. */
final class RunProgress implements Stateful {
    private long images;
    private long steps;
    private long imagesAtTick;
    private long dataPosition;
    private long rollbacks;
    private boolean maintenanceOwed;
    private Optional<StopReason> end = Optional.empty();

    /** The discriminator has seen some more real images. */
    void imagesShown(int count) {
        images += count;
    }

    /** A round is over. */
    void roundOver() {
        steps++;
        maintenanceOwed = true;
    }

    /** Images have been taken from the data. */
    void dataTaken(int count) {
        dataPosition += count;
    }

    /** All that is due after a round has been done. */
    void maintained() {
        maintenanceOwed = false;
    }

    void ticked() {
        imagesAtTick = images;
    }

    void rolledBack() {
        rollbacks++;
    }

    void ended(StopReason reason) {
        end = Optional.of(reason);
    }

    /** Real images seen. */
    long images() {
        return images;
    }

    long steps() {
        return steps;
    }

    long imagesSinceTick() {
        return images - imagesAtTick;
    }

    /** Images taken from the data; more than {@link #images()} when some are used for penalties, and after a rollback. */
    long dataPosition() {
        return dataPosition;
    }

    int rollbacks() {
        return (int) rollbacks;
    }

    /** Whether the run was stopped between a round and what is due after it. */
    boolean maintenanceOwed() {
        return maintenanceOwed;
    }

    /** Why the run has ended; empty while it goes on. */
    Optional<StopReason> end() {
        return end;
    }

    @Override
    public void visitState(StateVisitor visitor) {
        visitor.number("images", () -> images, kept -> images = kept);
        visitor.number("steps", () -> steps, kept -> steps = kept);
        visitor.number("imagesAtTick", () -> imagesAtTick, kept -> imagesAtTick = kept);
        visitor.position("dataPosition", () -> dataPosition, kept -> dataPosition = kept);
        visitor.position("rollbacks", () -> rollbacks, kept -> rollbacks = kept);
        visitor.number("maintenanceOwed", () -> maintenanceOwed ? 1 : 0, kept -> maintenanceOwed = kept != 0);
        visitor.number("end", () -> end.map(StopReason::code).orElse(0), code -> end = StopReason.ofCode(code));
    }
}
