/** From the bytes of a picture to a verdict. */
@NullMarked
package dev.gantry.detector.judge;

import org.jspecify.annotations.NullMarked;
