/** Tells on a topic who did what here, and what was refused to whom. */
@NullMarked
package dev.gantry.gateway.audit;

import org.jspecify.annotations.NullMarked;
