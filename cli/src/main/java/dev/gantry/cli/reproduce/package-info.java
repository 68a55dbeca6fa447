/** Running a job again, and telling whether it came to the same. */
@NullMarked
package dev.gantry.cli.reproduce;

import org.jspecify.annotations.NullMarked;
