/** Whose certificates are trusted. */
@NullMarked
package dev.gantry.platform.tls;

import org.jspecify.annotations.NullMarked;
