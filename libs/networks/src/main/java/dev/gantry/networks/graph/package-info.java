/** Immutable network descriptions and the builder that checks shapes while it makes them. */
@NullMarked
package dev.gantry.networks.graph;

import org.jspecify.annotations.NullMarked;
