/** Fixtures of the services' {@code @QuarkusTest} classes. */
@NullMarked
package dev.gantry.testkit.quarkus;

import org.jspecify.annotations.NullMarked;
