/** Families of adversarial networks: which roles they have, and the graph and default recipe of each. */
@NullMarked
package dev.gantry.networks.family;

import org.jspecify.annotations.NullMarked;
