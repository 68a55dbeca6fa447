/** Tests of dev.gantry.gateway.auth. */
@NullMarked
package dev.gantry.gateway.auth;

import org.jspecify.annotations.NullMarked;
