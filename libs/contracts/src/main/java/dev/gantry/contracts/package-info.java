/** The language that Gantry's services and their users speak: failures, topics, store keys and JSON. */
@NullMarked
package dev.gantry.contracts;

import org.jspecify.annotations.NullMarked;
