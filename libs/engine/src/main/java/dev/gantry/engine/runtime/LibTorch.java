package dev.gantry.engine.runtime;

import org.bytedeco.pytorch.global.torch;

/** Sets the native library up: its bindings before any of them is loaded, then what it may compute with. */
final class LibTorch {
    static {
        // JavaCPP refuses to allocate once the process is larger than twice the heap: a limit meant for leaks, which
        // scopes prevent here, and one that a large model would meet.
        setUnlessGiven("org.bytedeco.javacpp.maxBytes", "0");
        setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        // Where it does not support the processor, each convolution with a stride of 1 writes a warning to the
        // terminal.
        torch.globalContext().setUserEnabledNNPACK(false);
        OneDnn.disableIfWrong();
    }

    private LibTorch() {}

    /** Returns when the library is set up. */
    static void configure() {
        // The class initializer has done it.
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
