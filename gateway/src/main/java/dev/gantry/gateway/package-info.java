/** The door for people and programs: jobs, models, samples, verdicts and the console. */
@NullMarked
package dev.gantry.gateway;

import org.jspecify.annotations.NullMarked;
