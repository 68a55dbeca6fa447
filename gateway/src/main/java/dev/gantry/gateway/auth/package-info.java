/** Who may come in, and where to. */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
