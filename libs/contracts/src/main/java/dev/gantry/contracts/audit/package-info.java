/** Who did what, and what was refused to whom. */
@NullMarked
package dev.gantry.contracts.audit;

import org.jspecify.annotations.NullMarked;
