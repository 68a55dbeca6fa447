/** The one Prometheus registry of a service and its endpoint. */
@NullMarked
package dev.gantry.service.metrics;

import org.jspecify.annotations.NullMarked;
