/** What serving tells Prometheus. */
@NullMarked
package dev.gantry.serving.metrics;

import org.jspecify.annotations.NullMarked;
