/** Tests of the package. */
@NullMarked
package dev.gantry.cli.client;

import org.jspecify.annotations.NullMarked;
