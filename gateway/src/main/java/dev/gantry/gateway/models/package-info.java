/** Models and their versions, as they stand in the object store, and which of them answer. */
@NullMarked
package dev.gantry.gateway.models;

import org.jspecify.annotations.NullMarked;
