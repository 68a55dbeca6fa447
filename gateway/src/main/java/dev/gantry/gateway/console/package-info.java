/** The console's page; its scripts and styles are static files below {@code META-INF/resources/console}. */
@NullMarked
package dev.gantry.gateway.console;

import org.jspecify.annotations.NullMarked;
