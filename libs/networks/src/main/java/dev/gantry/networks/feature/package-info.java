/** Networks that look at pictures: the classifier behind the metrics, and the detector. */
@NullMarked
package dev.gantry.networks.feature;

import org.jspecify.annotations.NullMarked;
