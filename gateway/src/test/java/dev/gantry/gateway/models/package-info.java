/** Tests of dev.gantry.gateway.models. */
@NullMarked
package dev.gantry.gateway.models;

import org.jspecify.annotations.NullMarked;
