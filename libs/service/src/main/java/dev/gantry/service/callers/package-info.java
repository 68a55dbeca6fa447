/** Who calls, and what their names may reach. */
@NullMarked
package dev.gantry.service.callers;

import org.jspecify.annotations.NullMarked;
