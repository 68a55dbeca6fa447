package dev.gantry.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.EmbeddedS3;
import dev.gantry.testkit.UniqueName;
import dev.gantry.testkit.WithObjectStore;
import org.junit.jupiter.api.Test;

@WithObjectStore
class FirstAnswersTest {
    private record Answer(int number) {}

    @Test
    void firstAnswerStandsAndTheNextIsNotAskedFor(EmbeddedS3 server, @UniqueName String bucket) {
        FirstAnswers<Answer> answers = answers(StoreFixture.connect(server, bucket));
        assertThat(answers.standing("a", () -> new Answer(1))).isEqualTo(new Answer(1));
        assertThat(answers.standing("a", () -> {
                    throw new AssertionError("asked");
                }))
                .isEqualTo(new Answer(1));
        assertThat(answers.standing("b", () -> new Answer(2))).isEqualTo(new Answer(2));
    }

    @Test
    void answerThatComesWhileAnotherIsSoughtStands(EmbeddedS3 server, @UniqueName String bucket) {
        ObjectStore store = StoreFixture.connect(server, bucket);
        Answer slow = answers(store).standing("a", () -> {
            answers(store).standing("a", () -> new Answer(1));
            return new Answer(2);
        });
        assertThat(slow).isEqualTo(new Answer(1));
    }

    private static FirstAnswers<Answer> answers(ObjectStore store) {
        return new FirstAnswers<>(store, Answer.class, id -> "answers/" + id + ".json");
    }
}
