package dev.gantry.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void standardPortsAreTheDocumentedOnes() {
        assertThat(Ports.standard(0)).isEqualTo(new Ports(19092, 19000, 18081, 18082, 18084, 18083, 18080));
        assertThat(Ports.standard(100)).isEqualTo(new Ports(19192, 19100, 18181, 18182, 18184, 18183, 18180));
    }

    @Test
    void offsetsThatLeaveTheRangeAreRefused() {
        assertThatThrownBy(() -> Ports.standard(-1)).isInstanceOf(StackException.class);
        assertThatThrownBy(() -> Ports.standard(60_000))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("60000")
                .hasMessageContaining("46443");
    }

    @Test
    void freePortsDiffer() {
        assertThat(Ports.free().byName().values()).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void aBusyPortIsNamedWithTheProcessThatHoldsIt() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.free();
            Ports ports = new Ports(
                    free.kafka(),
                    free.objectStore(),
                    holder.getLocalPort(),
                    free.inference(),
                    free.inferenceGrpc(),
                    free.detector(),
                    free.gateway());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + holder.getLocalPort() + " (trainer)")
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " (")
                    .hasMessageContaining("--port-offset")
                    .hasMessageNotContaining("(gateway)");
        }
    }
}
