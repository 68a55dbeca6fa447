/** Objects in an S3-compatible store. */
@NullMarked
package dev.gantry.platform.store;

import org.jspecify.annotations.NullMarked;
