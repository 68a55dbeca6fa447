/** ONNX Runtime sessions, each with the thread and the native memory that belong to it. */
@NullMarked
package dev.gantry.serving.session;

import org.jspecify.annotations.NullMarked;
