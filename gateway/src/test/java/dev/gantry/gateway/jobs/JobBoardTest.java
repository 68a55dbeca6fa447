package dev.gantry.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobBoardTest {
    private final JobBoard board = new JobBoard(3);

    @Test
    void listsNewestFirstByStateAndModelWithinTheLimit() {
        board.submitted("a", Told.request("a"), Told.second(1));
        board.submitted("b", Told.request("b"), Told.second(2));
        board.told(new NumberedEvent(1, Told.accepted("b", 1, 3)));
        board.submitted("c", Told.request("c"), Told.second(4));

        assertThat(board.list(job -> true, 10)).extracting(JobView::jobId).containsExactly("c", "b", "a");
        assertThat(board.list(job -> job.state() == JobState.QUEUED, 1))
                .extracting(JobView::jobId)
                .containsExactly("c");
        assertThat(board.list(job -> job.state() == JobState.RUNNING, 10))
                .extracting(JobView::jobId)
                .containsExactly("b");
    }

    @Test
    void makesRoomByForgettingEndedJobsFirst() {
        board.submitted("oldest", Told.request("oldest"), Told.second(1));
        board.submitted("ended", Told.request("ended"), Told.second(2));
        board.deadLettered(Told.failed("ended", "invalid-request", 3));
        board.submitted("newer", Told.request("newer"), Told.second(4));
        board.submitted("newest", Told.request("newest"), Told.second(5));

        assertThat(board.list(job -> true, 10)).extracting(JobView::jobId).containsExactly("newest", "newer", "oldest");
    }

    @Test
    void countsEveryStateEvenWhenNoJobIsInIt() {
        board.submitted("a", Told.request("a"), Told.second(1));
        assertThat(board.countByState())
                .hasSize(JobState.values().length)
                .containsEntry(JobState.QUEUED, 1L)
                .containsEntry(JobState.FAILED, 0L);
    }

    @Test
    void unknownJobCannotBeListenedTo() {
        assertThat(board.subscribe("nobody", JobLog.BEFORE_ALL, event -> {})).isEmpty();
    }
}
