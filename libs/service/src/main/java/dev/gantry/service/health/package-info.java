/** Readiness of what every service depends on. */
@NullMarked
package dev.gantry.service.health;

import org.jspecify.annotations.NullMarked;
