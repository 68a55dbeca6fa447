package dev.gantry.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import dev.gantry.platform.store.StoreFixture;
import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithObjectStore
class JobStatesTest {
    private static final String JOB = "job-1";

    @TempDir
    Path directory;

    private ObjectStore store;
    private JobStates states;

    @BeforeEach
    void connect(EmbeddedS3 server, @UniqueName String bucket) {
        store = StoreFixture.connect(server, bucket);
        states = new JobStates(store);
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void keepsTheNewestTwo() throws IOException {
        StateKey first = keep(1, 0, 640);
        StateKey second = keep(1, 1, 1280);
        assertThat(states.kept(JOB)).containsExactly(second, first);
        StateKey third = keep(1, 2, 320);
        assertThat(states.kept(JOB)).containsExactly(third, second);
    }

    @Test
    void lateStateOfAnEarlierAttemptIsOlderThanThoseOfALaterOne() throws IOException {
        StateKey first = keep(1, 7, 6400);
        StateKey second = keep(2, 0, 640);
        keep(1, 8, 7040);
        assertThat(states.kept(JOB)).hasSize(2).startsWith(second);
        StateKey third = keep(2, 1, 1280);
        assertThat(states.kept(JOB)).containsExactly(third, second).doesNotContain(first);
    }

    @Test
    void halfWrittenStateIsToldByItsDigest() throws IOException {
        StateKey key = keep(1, 0, 640);
        Path whole = directory.resolve("whole");
        states.download(JOB, key, whole);
        assertThat(whole).hasContent("state of 640");

        store.put(StoreKeys.jobStates(JOB) + key.name(), new byte[5], "application/octet-stream");
        assertThatThrownBy(() -> states.download(JOB, key, directory.resolve("half")))
                .isInstanceOf(GantryException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void nothingIsLeftOfAJobThatHasEnded() throws IOException {
        keep(1, 0, 640);
        store.put(StoreKeys.jobStates(JOB) + "stray", new byte[1], "application/octet-stream");
        assertThat(states.kept(JOB)).hasSize(1);
        states.forget(JOB);
        assertThat(store.list(StoreKeys.jobStates(JOB))).isEmpty();
    }

    private StateKey keep(int attempt, long sequence, long step) throws IOException {
        Path file = Files.writeString(directory.resolve("state"), "state of " + step);
        StateKey key = new StateKey(attempt, sequence, step, Sha256.of(file));
        states.keep(JOB, key, file);
        return key;
    }
}
