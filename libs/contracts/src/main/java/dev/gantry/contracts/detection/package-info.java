/** What the detector is asked, and what it answers. */
@NullMarked
package dev.gantry.contracts.detection;

import org.jspecify.annotations.NullMarked;
