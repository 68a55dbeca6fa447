/** How much waits for the services. */
@NullMarked
package dev.gantry.gateway.queues;

import org.jspecify.annotations.NullMarked;
