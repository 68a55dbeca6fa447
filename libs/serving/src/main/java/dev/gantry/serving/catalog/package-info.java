/** Keeps the models of the object store loaded: finds versions, tries them and makes them live. */
@NullMarked
package dev.gantry.serving.catalog;

import org.jspecify.annotations.NullMarked;
