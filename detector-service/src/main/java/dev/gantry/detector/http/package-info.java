/** Verdicts over HTTP. */
@NullMarked
package dev.gantry.detector.http;

import org.jspecify.annotations.NullMarked;
