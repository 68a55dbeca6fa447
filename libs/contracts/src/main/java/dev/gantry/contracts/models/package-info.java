/** What a published checkpoint consists of. */
@NullMarked
package dev.gantry.contracts.models;

import org.jspecify.annotations.NullMarked;
