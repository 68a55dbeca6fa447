/** libtorch, wrapped: devices, native memory, named parameters, random streams, Adam and the interpreter of graphs. */
@NullMarked
package dev.gantry.engine.runtime;

import org.jspecify.annotations.NullMarked;
