package dev.gantry.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.engine.train.Checkpoint;
import dev.gantry.engine.train.RoleSnapshot;
import dev.gantry.networks.Role;
import dev.gantry.networks.family.Families;
import dev.gantry.networks.family.Family;
import dev.gantry.networks.family.SampleShape;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointHistoryTest {
    private static final RoleSnapshot NETWORK = network();

    @Test
    void keepsEverythingOfAShortRunAndTheLastOneOnce() {
        CheckpointHistory history = historyOf(3);
        assertThat(steps(history.endingWith(checkpoint(3)))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsAFewOfALongRunSpreadEvenly() {
        CheckpointHistory history = historyOf(1000);
        List<Long> steps = steps(history.endingWith(checkpoint(1000)));
        assertThat(steps).hasSizeBetween(5, 9).isSorted().startsWith(1L).endsWith(1000L);
        long stride = steps.get(1) - steps.get(0);
        for (int i = 1; i < steps.size() - 1; i++) {
            assertThat(steps.get(i) - steps.get(i - 1)).isEqualTo(stride);
        }
    }

    private static CheckpointHistory historyOf(int checkpoints) {
        CheckpointHistory history = new CheckpointHistory();
        LongStream.rangeClosed(1, checkpoints).forEach(step -> history.add(checkpoint(step)));
        return history;
    }

    private static List<Long> steps(List<Checkpoint> checkpoints) {
        return checkpoints.stream().map(Checkpoint::images).toList();
    }

    private static Checkpoint checkpoint(long step) {
        return new Checkpoint(step, NETWORK, NETWORK);
    }

    private static RoleSnapshot network() {
        Family family = Families.byName("dcgan");
        return new RoleSnapshot(
                Role.GENERATOR,
                family.graph(Role.GENERATOR, family.defaultSpec(new SampleShape.Images(1, 28))),
                Map.of());
    }
}
