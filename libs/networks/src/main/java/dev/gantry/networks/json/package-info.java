/** The one JSON form of descriptions, on which their digests rest. */
@NullMarked
package dev.gantry.networks.json;

import org.jspecify.annotations.NullMarked;
