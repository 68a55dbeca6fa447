package dev.gantry.engine.train;

import dev.gantry.engine.runtime.ComputeDevice;
import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.engine.runtime.Tensors;
import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;

/** Draws batches of standard normal latents {@code [N, size]} into one reused buffer. */
final class Latents implements Stateful {
    private final RandomStream random;
    private final ComputeDevice device;
    private final FloatBuffer buffer;
    private final int count;
    private final int size;

    Latents(RandomStream random, ComputeDevice device, int count, int size) {
        this.random = random;
        this.device = device;
        this.count = count;
        this.size = size;
        buffer = ByteBuffer.allocateDirect(count * size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The next batch, in the current scope; it is valid until the next call. */
    Tensor next() {
        buffer.clear();
        random.fillGaussian(buffer);
        return Tensors.wrap(buffer.flip(), device, count, size);
    }

    @Override
    public void visitState(StateVisitor visitor) {
        random.visitState(visitor);
    }
}
