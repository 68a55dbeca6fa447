/** What turned out about pictures that were judged, and how often detectors were wrong. */
@NullMarked
package dev.gantry.detector.feedback;

import org.jspecify.annotations.NullMarked;
