package dev.gantry.inference.samples;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Throws {@link StoppedException} when it is written to after a stop was asked for. */
final class StoppableOutput extends FilterOutputStream {
    private final BooleanSupplier stop;

    StoppableOutput(OutputStream out, BooleanSupplier stop) {
        super(new BufferedOutputStream(out));
        this.stop = stop;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (stop.getAsBoolean()) {
            throw new StoppedException();
        }
        out.write(bytes, offset, length);
    }
}
