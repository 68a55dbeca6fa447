package dev.gantry.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChildrenTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path temporary;

    private final Recorder recorder = new Recorder();
    private final Children children = new Children();

    @AfterEach
    void end() {
        children.close();
    }

    @Test
    void startReturnsWhenEveryProcessCanBeUsed() throws Exception {
        children.start(List.of(child("a", "wait"), child("b", "wait")), LIMIT, recorder);

        assertThat(recorder.ready).containsExactlyInAnyOrder("a", "b");
        assertThat(recorder.pids).hasSize(2).allMatch(ChildrenTest::alive);
    }

    @Test
    void groupsEndInTheOppositeOrderOfTheirStart() throws Exception {
        children.start(List.of(child("first", "wait")), LIMIT, recorder);
        children.start(List.of(child("second", "wait")), LIMIT, recorder);

        children.close();

        assertThat(recorder.pids).noneMatch(ChildrenTest::alive);
        assertThat(Files.readAllLines(temporary.resolve("ends"))).containsExactly("second", "first");
    }

    @Test
    void aProcessThatEndsOnItsOwnIsReportedWithTheEndOfItsLog() throws Exception {
        children.start(List.of(child("steady", "wait"), child("mortal", "die-when-told")), LIMIT, recorder);
        Files.createFile(temporary.resolve("die"));

        assertThatThrownBy(children::await)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("mortal ended with exit code 3")
                .hasMessageContaining("last words");
    }

    @Test
    void aStoppedProcessIsNotMissedAndTakesItsPlaceAgain() throws Exception {
        children.start(List.of(child("first", "wait")), LIMIT, recorder);
        children.start(List.of(child("second", "wait")), LIMIT, recorder);

        children.stop("first");
        children.throwIfOneEnded();
        Files.delete(temporary.resolve("first.pid"));
        children.startAgain("first", Circumstances.USUAL, LIMIT, recorder);
        children.close();

        assertThat(recorder.ready).containsExactly("first", "second", "first");
        assertThat(recorder.pids).hasSize(3).doesNotHaveDuplicates().noneMatch(ChildrenTest::alive);
        assertThat(Files.readAllLines(temporary.resolve("ends"))).containsExactly("first", "second", "first");
    }

    @Test
    void aKilledProcessIsNotAskedAndNotMissed() throws Exception {
        children.start(List.of(child("victim", "wait")), LIMIT, recorder);

        children.kill("victim");

        children.throwIfOneEnded();
        assertThat(recorder.pids).noneMatch(ChildrenTest::alive);
        assertThat(temporary.resolve("ends")).doesNotExist();
    }

    @Test
    void circumstancesLastForOneStart() throws Exception {
        children.start(List.of(child("changed", "wait")), LIMIT, recorder);
        Path secret = temporary.resolve("changed.env");
        String usual = Files.readString(secret);
        Circumstances circumstances = new Circumstances(
                List.of(
                        "sh",
                        "-c",
                        "touch \"$0\"; exec \"$@\"",
                        temporary.resolve("wrapped").toString()),
                Map.of("SECRET", "another"));

        restart("changed", circumstances);

        assertThat(temporary.resolve("wrapped")).exists();
        assertThat(secret).content().isEqualTo("another");
        Files.delete(temporary.resolve("wrapped"));

        restart("changed", Circumstances.USUAL);

        assertThat(temporary.resolve("wrapped")).doesNotExist();
        assertThat(secret).content().isEqualTo(usual);
    }

    private void restart(String name, Circumstances circumstances) throws Exception {
        children.stop(name);
        Files.delete(temporary.resolve(name + ".pid"));
        children.startAgain(name, circumstances, LIMIT, recorder);
    }

    @Test
    void aProcessStartedAgainIsMissedWhenItEnds() throws Exception {
        children.start(List.of(child("mortal", "die-when-told")), LIMIT, recorder);
        children.stop("mortal");
        Files.delete(temporary.resolve("mortal.pid"));
        children.startAgain("mortal", Circumstances.USUAL, LIMIT, recorder);
        Files.createFile(temporary.resolve("die"));

        assertThatThrownBy(children::await)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("mortal ended with exit code 3");
    }

    @Test
    void onlyAStoppedProcessIsStartedAgain() throws Exception {
        children.start(List.of(child("steady", "wait")), LIMIT, recorder);

        assertThatThrownBy(() -> children.startAgain("steady", Circumstances.USUAL, LIMIT, recorder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("steady");
    }

    @Test
    void aProcessThatEndsBeforeItIsReadyFailsTheStart() {
        assertThatThrownBy(() -> children.start(List.of(child("broken", "die")), LIMIT, recorder))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("broken ended with exit code 3")
                .hasMessageContaining("last words");
    }

    @Test
    void aProcessThatIsNeverReadyFailsTheStart() {
        ChildSpec never = spec("never", "wait", () -> false);

        assertThatThrownBy(() -> children.start(List.of(never), Duration.ofMillis(300), recorder))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("never is not ready");
    }

    @Test
    void nothingStartsOnceClosed() {
        children.close();

        assertThatThrownBy(() -> children.start(List.of(child("late", "wait")), LIMIT, recorder))
                .isInstanceOf(StackException.class);
        assertThat(recorder.pids).isEmpty();
    }

    @Test
    void childrenOutliveCtrlCSoThatTheParentCanEndThemInOrder() throws Exception {
        children.start(List.of(child("deaf", "wait")), LIMIT, recorder);
        long pid = recorder.pids.get(0);

        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
        Files.createFile(temporary.resolve("echo"));
        TestChild.await(temporary.resolve("echoed"));

        assertThat(alive(pid)).isTrue();
    }

    @Test
    void secretsTravelInTheEnvironmentAndNotOnTheCommandLine() throws Exception {
        children.start(List.of(child("a", "wait")), LIMIT, recorder);

        assertThat(Files.readString(temporary.resolve("a.env"))).isEqualTo("value-of-a");
        assertThat(ProcessHandle.of(recorder.pids.get(0)).orElseThrow().info().commandLine())
                .hasValueSatisfying(line -> assertThat(line).doesNotContain("value-of-a"));
    }

    @Test
    void grandchildrenEndWhenTheirParentIsKilled() throws Exception {
        ChildSpec parent = child("parent", "parent");
        children.start(List.of(parent), LIMIT, recorder);
        long grandchild = Long.parseLong(Files.readString(temporary.resolve("grandchild.pid")));
        assertThat(alive(grandchild)).isTrue();

        ProcessHandle.of(recorder.pids.get(0)).orElseThrow().destroyForcibly();

        ProcessHandle.of(grandchild).ifPresent(handle -> handle.onExit().join());
        assertThat(alive(grandchild)).isFalse();
    }

    private ChildSpec child(String name, String behaviour) {
        return spec(name, behaviour, () -> Files.exists(temporary.resolve(name + ".pid")));
    }

    private ChildSpec spec(String name, String behaviour, Readiness readiness) {
        return TestChild.spec(temporary, name, behaviour, Map.of("SECRET", "value-of-" + name), readiness);
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static final class Recorder implements StartListener {
        private final List<Long> pids = new ArrayList<>();
        private final List<String> ready = new ArrayList<>();

        @Override
        public void started(String name, long pid) {
            pids.add(pid);
        }

        @Override
        public void ready(String name, int port, Duration took) {
            ready.add(name);
        }
    }
}
