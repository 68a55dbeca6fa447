package dev.gantry.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TrainingMemoryTest {
    private static final long ROUNDS_A_TICK = 250;
    private static final int PAGE = 4096;

    @Test
    @EnabledOnOs(OS.LINUX)
    void thousandsOfRoundsLeaveMemoryFlat() {
        List<Long> nativeObjects = new ArrayList<>();
        List<Long> residentBytes = new ArrayList<>();
        TrainingPlan plan = Plans.ofImages(8 * ROUNDS_A_TICK * Plans.BATCH);
        TrainingPlan watched = new TrainingPlan(
                plan.graphs(),
                plan.recipe(),
                plan.budget(),
                new Cadence(
                        ROUNDS_A_TICK * Plans.BATCH,
                        plan.budget().images(),
                        plan.budget().images(),
                        2),
                plan.seed(),
                plan.precision());

        TrainingRun.run(watched, new TwoModeImages(), new RecordingObserver() {
            @Override
            public void onTick(TickReport report) {
                nativeObjects.add(Pointer.totalCount());
                residentBytes.add(residentBytes());
            }
        });

        assertThat(nativeObjects.get(7)).isLessThanOrEqualTo(nativeObjects.get(1));
        assertThat(residentBytes.get(7) - residentBytes.get(3)).isLessThan(24L << 20);
    }

    private static long residentBytes() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
