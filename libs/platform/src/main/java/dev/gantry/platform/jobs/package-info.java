/** The state of training jobs in the object store. */
@NullMarked
package dev.gantry.platform.jobs;

import org.jspecify.annotations.NullMarked;
