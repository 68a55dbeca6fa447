/** Who may come in, where to, and how much. */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
