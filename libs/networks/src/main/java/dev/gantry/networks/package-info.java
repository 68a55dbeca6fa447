/** Network descriptions that one interpreter trains and another ships; what their parts have in common. */
@NullMarked
package dev.gantry.networks;

import org.jspecify.annotations.NullMarked;
