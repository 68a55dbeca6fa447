/** The bars that Gantry holds itself to, each a benchmark that measures and judges. */
@NullMarked
package dev.gantry.benchmarks;

import org.jspecify.annotations.NullMarked;
