package dev.gantry.engine.runtime;

/** Sets the native library's bindings up, before any of them is loaded. */
final class LibTorch {
    static {
        // JavaCPP refuses to allocate once the process is larger than twice the heap: a limit meant for leaks, which
        // scopes prevent here, and one that a large model would meet.
        setUnlessGiven("org.bytedeco.javacpp.maxBytes", "0");
        setUnlessGiven("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private LibTorch() {}

    /** Returns when the bindings are set up. */
    static void configure() {
        // The class initializer has done it.
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
