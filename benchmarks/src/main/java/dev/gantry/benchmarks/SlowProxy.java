package dev.gantry.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server on loopback and passes bytes on late, and few at a time. */
final class SlowProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final Duration delay;
    private final int bytesPerSecond;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "slow-proxy");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param delay          before each piece of what comes, of up to a tenth of a second's bytes, goes on
     * @param bytesPerSecond of each connection and direction, at most
     */
    SlowProxy(InetSocketAddress server, Duration delay, int bytesPerSecond) throws IOException {
        this.server = server;
        this.delay = delay;
        this.bytesPerSecond = bytesPerSecond;
        door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(keep(door.accept()));
            } catch (IOException e) {
                return; // the door is closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket onward = keep(new Socket(server.getAddress(), server.getPort()));
            threads.execute(() -> pass(client, onward));
            threads.execute(() -> pass(onward, client));
        } catch (ConnectException away) {
            client.close();
        }
    }

    private Socket keep(Socket socket) throws IOException {
        open.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[Math.max(1, bytesPerSecond / 10)];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                Thread.sleep(delay.toMillis() + 1000L * read / bytesPerSecond);
                out.write(piece, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            return; // one side hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
