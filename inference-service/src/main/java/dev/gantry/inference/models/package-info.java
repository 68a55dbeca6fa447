/** The generators that this server has: kept by the catalog, listed over HTTP. */
@NullMarked
package dev.gantry.inference.models;

import org.jspecify.annotations.NullMarked;
