package dev.gantry.service.platform;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/** Something that the service needs: set up once it can be reached, then looked at again and again. */
final class Dependency {
    private static final Logger LOG = Logger.getLogger(Dependency.class);

    private final String name;
    private final Runnable setUp;
    private final Runnable check;
    private volatile boolean ready;
    private volatile String problem = "not reached yet";

    Dependency(String name, Runnable setUp, Runnable check) {
        this.name = name;
        this.setUp = setUp;
        this.check = check;
    }

    String name() {
        return name;
    }

    /** Whether it has been set up. */
    boolean ready() {
        return ready;
    }

    /** Why it cannot be used at the moment; empty when it can. */
    String problem() {
        return problem;
    }

    /** Sets it up, or checks it once it is. A fatal failure ends the process. */
    void look() {
        try {
            (ready ? check : setUp).run();
            ready = true;
            become("");
        } catch (GantryException e) {
            become(e.failure().message());
            if (e.failure() instanceof Failure.Fatal) {
                LOG.fatalf(
                        "event=unusable dependency=%s code=%s",
                        name, e.failure().code());
                Quarkus.asyncExit(1);
            }
        }
    }

    private void become(String now) {
        if (!problem.equals(now)) {
            LOG.infof("event=dependency name=%s status=%s", name, now.isEmpty() ? "up" : "down: " + now);
            problem = now;
        }
    }
}
