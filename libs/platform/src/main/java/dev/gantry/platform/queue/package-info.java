/** Work taken from Kafka share groups (KIP-932), and the dead letters it may end as. */
@NullMarked
package dev.gantry.platform.queue;

import org.jspecify.annotations.NullMarked;
