package dev.gantry.trainer.state;

import dev.gantry.contracts.Json;
import dev.gantry.engine.state.RunState;
import dev.gantry.engine.state.StateFormat;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A state with what it belongs to. As a file: the length of the identity (int, big-endian), the identity in JSON, and the state as
 * {@link StateFormat} writes it.
 */
public final class SavedRun {
    private final RunIdentity identity;
    private final RunState state;

    SavedRun(RunIdentity identity, RunState state) {
        this.identity = identity;
        this.state = state;
    }

    /** Images seen. */
    public long step() {
        return state.images();
    }

    /**
     * The state, for a run of the same kind over the same data.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code state-mismatch}, naming what differs
     */
    public RunState stateFor(JobRun job, TrainingData data) {
        identity.requireSame(RunIdentity.of(job, data));
        return state;
    }

    void write(Path file) throws IOException {
        byte[] json = Json.bytes(identity);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(json.length);
            out.write(json);
            StateFormat.write(state, out);
        }
    }

    static SavedRun read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] json = in.readNBytes(in.readInt());
            return new SavedRun(Json.read(json, RunIdentity.class), StateFormat.read(in));
        }
    }
}
