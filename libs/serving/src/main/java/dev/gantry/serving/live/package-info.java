/** Which version of a model answers, and how it is replaced under load. */
@NullMarked
package dev.gantry.serving.live;

import org.jspecify.annotations.NullMarked;
