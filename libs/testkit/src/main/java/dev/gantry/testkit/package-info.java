/** A real Kafka broker and a real S3 server inside the JVM, for tests and for the local stack. */
@NullMarked
package dev.gantry.testkit;

import org.jspecify.annotations.NullMarked;
