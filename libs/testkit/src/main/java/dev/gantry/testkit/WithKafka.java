package dev.gantry.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods an {@link EmbeddedKafka} parameter: one broker shared by every test of the JVM, so name topics and
 * groups with {@link UniqueName}, and start a broker of your own to stop or restart it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({SharedServers.class, UniqueName.Resolver.class})
public @interface WithKafka {}
