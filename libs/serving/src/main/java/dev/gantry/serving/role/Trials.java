package dev.gantry.serving.role;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.serving.session.Deadline;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.RunOptions;
import dev.gantry.serving.session.Tensor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Runs of a network that is not live yet. */
public final class Trials {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Trials() {}

    /**
     * Runs the network and waits for its outputs.
     *
     * @throws GantryException rejected, whatever goes wrong: the network is at fault
     */
    public static Map<String, Tensor> run(ModelSession session, Map<String, Tensor> inputs) {
        try {
            return session.infer(inputs, RunOptions.until(Deadline.in(PATIENCE)))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GantryException cause) {
                Failure failure = cause.failure();
                throw new GantryException(new Failure.Rejected(failure.code(), failure.message()), cause);
            }
            throw e;
        }
    }

    /** Runs the network and takes one of its outputs. */
    static Tensor output(ModelSession session, Map<String, Tensor> inputs, String name) {
        Tensor output = run(session, inputs).get(name);
        if (output == null) {
            throw new IllegalArgumentException("the network has no output " + name);
        }
        return output;
    }
}
