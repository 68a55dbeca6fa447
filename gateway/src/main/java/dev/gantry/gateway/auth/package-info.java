/** Who may come in: API keys. */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
