package dev.gantry.gateway;

import dev.gantry.testkit.quarkus.CollectorResource;
import dev.gantry.testkit.quarkus.PlatformResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole gateway with a real Kafka broker and S3 server, a receiver of spans, and an echo in place of the services behind it. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@QuarkusTestResource(CollectorResource.class)
@QuarkusTestResource(GatewayEnvironment.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface GatewayTest {}
