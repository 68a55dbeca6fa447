/** Published versions of models in the object store. */
@NullMarked
package dev.gantry.platform.models;

import org.jspecify.annotations.NullMarked;
