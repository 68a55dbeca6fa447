/** {@code POST /v1/models/{model}/samples}: pictures in a person's terms. */
@NullMarked
package dev.gantry.inference.samples;

import org.jspecify.annotations.NullMarked;
