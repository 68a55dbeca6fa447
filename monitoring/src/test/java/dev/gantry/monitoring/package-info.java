/** Holds rules and dashboards to the metrics that the documentation has, which the services' own tests hold to what is exposed. */
@NullMarked
package dev.gantry.monitoring;

import org.jspecify.annotations.NullMarked;
