package dev.gantry.engine.runtime;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * Owns the native memory of a piece of work: every tensor that the work makes is freed when it ends, unless it was
 * {@linkplain Tensors#retain retained}. Scopes nest.
 */
// The lint wants resources to be mentioned; these work by being open.
@SuppressWarnings("try")
public final class NativeScope {
    static {
        LibTorch.configure();
    }

    private NativeScope() {}

    /** Does the work and frees what it made. The result must be a Java value or retained. */
    public static <T> T call(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** Does the work and frees what it made. */
    public static void run(Runnable work) {
        try (PointerScope scope = new PointerScope()) {
            work.run();
        }
    }

    /** {@link #call} without recording gradients. */
    public static <T> T callWithoutGradient(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                AutoGradMode off = new AutoGradMode(false)) {
            return work.get();
        }
    }

    /** {@link #run} without recording gradients. */
    public static void runWithoutGradient(Runnable work) {
        try (PointerScope scope = new PointerScope();
                AutoGradMode off = new AutoGradMode(false)) {
            work.run();
        }
    }
}
