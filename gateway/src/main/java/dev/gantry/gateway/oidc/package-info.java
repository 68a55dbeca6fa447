/** Bearer tokens of an OpenID Connect issuer. */
@NullMarked
package dev.gantry.gateway.oidc;

import org.jspecify.annotations.NullMarked;
