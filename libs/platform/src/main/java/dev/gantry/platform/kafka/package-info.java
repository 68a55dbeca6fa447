/** Topics, and messages written to and followed on them. */
@NullMarked
package dev.gantry.platform.kafka;

import org.jspecify.annotations.NullMarked;
