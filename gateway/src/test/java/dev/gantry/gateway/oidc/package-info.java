/** Tests of dev.gantry.gateway.oidc. */
@NullMarked
package dev.gantry.gateway.oidc;

import org.jspecify.annotations.NullMarked;
