/** Where a service finds Kafka and the object store, and the clients made from that. */
@NullMarked
package dev.gantry.service.config;

import org.jspecify.annotations.NullMarked;
