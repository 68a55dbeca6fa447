/** Networks that turn pictures into vectors, shared by metrics and detection. */
@NullMarked
package dev.gantry.engine.features;

import org.jspecify.annotations.NullMarked;
