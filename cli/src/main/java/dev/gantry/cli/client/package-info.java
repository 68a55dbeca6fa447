/** Speaks to a platform's gateway over HTTP. */
@NullMarked
package dev.gantry.cli.client;

import org.jspecify.annotations.NullMarked;
