package dev.gantry.service.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The requests of a service, taken for as long as the process runs, once the platform is there. A service extends it with a {@link
 * org.eclipse.microprofile.health.Liveness} bean: the process is of little use once it takes no more requests.
 */
public abstract class RequestQueue implements HealthCheck {
    private final String name;
    private final RequestTaker taker;

    /**
     * @param name  of the health check
     * @param taker not yet started
     */
    protected RequestQueue(String name, RequestTaker taker) {
        this.name = name;
        this.taker = taker;
    }

    public void start(@Observes StartupEvent event) {
        taker.start();
    }

    public void stop(@Observes ShutdownEvent event) {
        taker.close();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named(name).status(taker.alive()).build();
    }
}
