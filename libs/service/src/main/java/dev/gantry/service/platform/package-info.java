/** The clients of Kafka and the object store that a service injects, made ready at start and watched from then on. */
@NullMarked
package dev.gantry.service.platform;

import org.jspecify.annotations.NullMarked;
