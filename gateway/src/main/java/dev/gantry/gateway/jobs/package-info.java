/** Jobs as seen from outside: submitted here or elsewhere, folded from the topics, told as server-sent events. */
@NullMarked
package dev.gantry.gateway.jobs;

import org.jspecify.annotations.NullMarked;
