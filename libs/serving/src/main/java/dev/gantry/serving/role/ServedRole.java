package dev.gantry.serving.role;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;

/** A kind of network that a server serves. */
public interface ServedRole {
    /** One of {@link dev.gantry.contracts.models.Role}. */
    String name();

    /** All that the network takes. */
    List<TensorSpec> inputs(Manifest manifest);

    /** What the network must give; it may give more. */
    List<TensorSpec> outputs(Manifest manifest);

    /** Plausible inputs to warm the network with. */
    Map<String, Tensor> trialInputs(Manifest manifest, int rows);

    /**
     * Checks that the loaded network does what its manifest says.
     *
     * @throws dev.gantry.contracts.GantryException rejected, if it does not
     */
    void prove(Manifest manifest, ModelSession session);
}
