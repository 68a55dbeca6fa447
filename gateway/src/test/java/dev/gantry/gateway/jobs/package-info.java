/** Tests of the job board and its HTTP face. */
@NullMarked
package dev.gantry.gateway.jobs;

import org.jspecify.annotations.NullMarked;
