package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.engine.state.RunState;
import dev.gantry.networks.Role;
import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.GraphBuilder;
import dev.gantry.networks.graph.Initializer;
import dev.gantry.networks.graph.Value;
import dev.gantry.networks.layer.Layers;
import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.Log;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.shape.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private static final int ROUNDS = 12;
    private static final int SNAPSHOT_ROUNDS = 3;

    /** In the seventh round's batch. */
    private static final int DARK_POSITION = 6 * Plans.BATCH + 4;

    private final Rollbacks observer = new Rollbacks(1);

    @Test
    void runGoesOnFromTheLastGoodStateWithOtherData() {
        TrainingResult result = TrainingRun.run(plan(), new OneDarkImage(), observer);

        assertThat(observer.causes).extracting(DivergenceException::step).containsExactly(7L);
        assertThat(observer.causes.get(0).quantity()).isEqualTo("discriminator");
        assertThat(observer.returnedTo).containsExactly(6L * Plans.BATCH);
        assertThat(result.reason()).isEqualTo(StopReason.IMAGES);
        assertThat(result.last().images()).isEqualTo((long) ROUNDS * Plans.BATCH);
        assertThat(result.last().discriminator().values("head.weight")).doesNotContain(Float.NaN);
    }

    @Test
    void rollbackSurvivesTheEndOfTheProcess() {
        TrainingResult expected = TrainingRun.run(plan(), new OneDarkImage(), observer);
        RunState afterRollback = observer.snapshots.get(2);

        Rollbacks calm = new Rollbacks(0);
        TrainingResult resumed =
                TrainingRun.run(plan(), new OneDarkImage(), new TrainingStart.Resumed(afterRollback), calm);

        assertThat(afterRollback.images()).isEqualTo(observer.snapshots.get(1).images());
        assertThat(calm.causes).isEmpty();
        assertThat(resumed.last().generator().values("picture.weight"))
                .containsExactly(expected.last().generator().values("picture.weight"));
    }

    @Test
    void runThatMayNotRollBackEndsWithItsLastGoodCheckpoint() {
        Rollbacks strict = new Rollbacks(0);

        assertThatThrownBy(() -> TrainingRun.run(plan(), new OneDarkImage(), strict))
                .isInstanceOf(DivergenceException.class);

        assertThat(strict.checkpoints).extracting(Checkpoint::images).containsExactly(6L * Plans.BATCH);
    }

    private static TrainingPlan plan() {
        TrainingPlan plan = Plans.ofImages((long) ROUNDS * Plans.BATCH);
        return new TrainingPlan(
                Map.of(Role.GENERATOR, Plans.generator(), Role.DISCRIMINATOR, darkIsMinusInfinity()),
                plan.recipe(),
                plan.budget(),
                new Cadence(1_000_000, 1_000_000, (long) SNAPSHOT_ROUNDS * Plans.BATCH, 4),
                plan.seed(),
                plan.precision());
    }

    private static Graph darkIsMinusInfinity() {
        GraphBuilder b = new GraphBuilder();
        Value x = b.input("image", Shape.batched(1, TwoModeImages.SIDE, TwoModeImages.SIDE));
        Value light = b.node("light", new ReduceMean(List.of(2, 3), false), b.node("bright", new Relu(), x));
        Value head = Layers.linear(b, "head", Layers.flatten(b, "flat", x), 1, new Initializer.Normal(0, 0.1f));
        b.output("logits", b.node("sum", new Add(), head, b.node("log", new Log(), light)));
        return b.build();
    }

    /** Allows a number of rollbacks. */
    private static final class Rollbacks extends RecordingObserver {
        private final List<DivergenceException> causes = new ArrayList<>();
        private final List<Long> returnedTo = new ArrayList<>();
        private final int allowed;

        Rollbacks(int allowed) {
            this.allowed = allowed;
        }

        @Override
        public boolean onDivergence(DivergenceException cause, long images, int rollbacks) {
            causes.add(cause);
            returnedTo.add(images);
            return rollbacks <= allowed;
        }
    }

    /** Has one image without any light, which comes once an epoch. */
    private static final class OneDarkImage extends TwoModeImages {
        private final int dark;

        OneDarkImage() {
            int[] order = new int[DARK_POSITION + 1];
            new DataOrder(Plans.ofImages(1).seed(), size()).fill(0, order);
            dark = order[DARK_POSITION];
        }

        @Override
        public int size() {
            return 1000;
        }

        @Override
        public void read(int[] indices, ByteBuffer destination) {
            for (int index : indices) {
                if (index == dark) {
                    destination.put(new byte[imageBytes()]);
                } else {
                    super.read(new int[] {index}, destination);
                }
            }
        }
    }
}
