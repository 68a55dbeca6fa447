/** The state of a run as named numbers, so that another process can go on where one has stopped. */
@NullMarked
package dev.gantry.engine.state;

import org.jspecify.annotations.NullMarked;
