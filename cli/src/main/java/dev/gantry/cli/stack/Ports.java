package dev.gantry.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The loopback ports of a local stack, one for each process and one more for gRPC. */
public record Ports(
        int kafka, int objectStore, int trainer, int inference, int inferenceGrpc, int detector, int gateway) {
    private static final Ports STANDARD = new Ports(19092, 19000, 18081, 18082, 18084, 18083, 18080);
    private static final int HIGHEST = 65_535;

    /**
     * The documented ports, moved.
     *
     * @param offset added to each; at least 0
     * @throws StackException if a port would leave the range
     */
    public static Ports standard(int offset) {
        if (offset < 0 || STANDARD.kafka + offset > HIGHEST) {
            throw new StackException("port offset is " + offset + ": must be 0 to " + (HIGHEST - STANDARD.kafka));
        }
        return new Ports(
                STANDARD.kafka + offset,
                STANDARD.objectStore + offset,
                STANDARD.trainer + offset,
                STANDARD.inference + offset,
                STANDARD.inferenceGrpc + offset,
                STANDARD.detector + offset,
                STANDARD.gateway + offset);
    }

    /** Seven different ports that nobody listened on a moment ago. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            int[] ports = new int[7];
            for (int i = 0; i < ports.length; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports[i] = socket.getLocalPort();
            }
            return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);
        } catch (IOException e) {
            throw new StackException("this machine has no free port left", e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    /**
     * Makes sure that every port can be had.
     *
     * @throws StackException naming each busy port and, where the system tells, who holds it
     */
    public void requireFree() {
        List<String> busy = new ArrayList<>();
        byName().forEach((name, port) -> {
            if (!isFree(port)) {
                busy.add("port " + port + " (" + name + ") is taken by " + PortHolder.describe(port));
            }
        });
        if (!busy.isEmpty()) {
            throw new StackException(
                    String.join("\n", busy) + "\nEnd that process, or choose other ports with --port-offset.");
        }
    }

    /** Ports by the name of what listens there, in the order of starting. */
    public Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(LocalStack.KAFKA, kafka);
        ports.put(LocalStack.OBJECT_STORE, objectStore);
        ports.put("trainer", trainer);
        ports.put("inference", inference);
        ports.put("inference-grpc", inferenceGrpc);
        ports.put("detector", detector);
        ports.put("gateway", gateway);
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
