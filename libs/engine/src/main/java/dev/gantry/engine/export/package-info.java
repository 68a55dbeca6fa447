/** Networks leave the engine as ONNX, and only when ONNX Runtime computes what libtorch does. */
@NullMarked
package dev.gantry.engine.export;

import org.jspecify.annotations.NullMarked;
