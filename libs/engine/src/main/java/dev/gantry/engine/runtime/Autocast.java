package dev.gantry.engine.runtime;

import org.bytedeco.pytorch.global.torch;

/**
 * Runs this thread's forward passes in bfloat16 until closed, or changes nothing. Backward passes belong outside: they
 * follow the types that the forward pass has chosen.
 */
public final class Autocast implements AutoCloseable {
    private final ComputeDevice device;
    private final boolean enabled;

    private Autocast(ComputeDevice device, boolean enabled) {
        this.device = device;
        this.enabled = enabled;
    }

    /** Opens the scope; with {@code enabled} false it has no effect. */
    public static Autocast open(ComputeDevice device, boolean enabled) {
        if (enabled) {
            // Only Python's autocast context clears the cache of cast weights: networks would go on with stale ones.
            // The switch belongs to the thread, like autocast itself.
            torch.set_autocast_cache_enabled(false);
            torch.set_autocast_dtype(device.type(), torch.ScalarType.BFloat16);
            torch.set_autocast_enabled(device.type(), true);
        }
        return new Autocast(device, enabled);
    }

    @Override
    public void close() {
        if (enabled) {
            torch.set_autocast_enabled(device.type(), false);
        }
    }
}
