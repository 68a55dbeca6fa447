package dev.gantry.engine.export;

import dev.gantry.networks.Role;

/** ONNX Runtime computes something else than libtorch, so the network must not be published. */
public final class ParityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParityException(Role role, String output, int batch, double error) {
        super(role + ": output " + output + " at batch " + batch + " differs by " + error
                + " of its largest value, at most " + ParityCheck.TOLERANCE + " is accepted");
    }

    ParityException(Role role, Exception cause) {
        super(role + ": ONNX Runtime refuses the model: " + cause.getMessage(), cause);
    }
}
