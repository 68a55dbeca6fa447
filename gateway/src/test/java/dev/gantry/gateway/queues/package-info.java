@NullMarked
package dev.gantry.gateway.queues;

import org.jspecify.annotations.NullMarked;
