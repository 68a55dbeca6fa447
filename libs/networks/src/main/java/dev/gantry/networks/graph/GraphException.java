package dev.gantry.networks.graph;

/** A network description that cannot be; the message begins with the path of the offending value. */
public final class GraphException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    GraphException(String path, String problem) {
        super(path + ": " + problem);
    }

    GraphException(String path, IllegalArgumentException cause) {
        super(path + ": " + cause.getMessage(), cause);
    }
}
