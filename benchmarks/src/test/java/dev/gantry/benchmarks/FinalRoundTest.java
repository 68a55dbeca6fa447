package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FinalRoundTest {
    private static final FinalRound.Entrant USUAL = new FinalRound.Entrant("default recipe", List.of(9.0, 10.0, 11.0));

    @Test
    void bestFinalistIsHeldAgainstTheDefaultRecipe() {
        FinalRound round = new FinalRound(
                List.of(
                        new FinalRound.Entrant("lucky once", List.of(1.0, 20.0, 20.0)),
                        new FinalRound.Entrant("steady", List.of(7.0, 7.0, 7.0))),
                USUAL);
        assertThat(round.best().name()).isEqualTo("steady");
        assertThat(round.gain()).isCloseTo(0.3, within(1e-9));
        assertThat(round.bar().met()).isTrue();
        assertThat(told(round).figures()).doesNotContainKey("whyNot");
    }

    @Test
    void missedBarSaysThatSeedsLieFurtherApart() {
        FinalRound round = new FinalRound(List.of(new FinalRound.Entrant("close", List.of(8.0, 9.0, 10.0))), USUAL);
        assertThat(round.bar().met()).isFalse();
        assertThat(told(round).figures().get("whyNot")).asString().contains("10 %", "22 %", "cannot tell");
    }

    @Test
    void missedBarSaysThatTheDefaultIsAboutAsGood() {
        FinalRound.Entrant usual = new FinalRound.Entrant("default recipe", List.of(10.0, 10.1));
        FinalRound round = new FinalRound(List.of(new FinalRound.Entrant("close", List.of(9.0, 9.1))), usual);
        assertThat(told(round).figures().get("whyNot")).asString().contains("about as good");
    }

    @Test
    void seedThatDivergedNeverWins() {
        FinalRound round = new FinalRound(
                List.of(
                        new FinalRound.Entrant("diverges", List.of(1.0, Double.POSITIVE_INFINITY)),
                        new FinalRound.Entrant("holds", List.of(12.0, 12.0))),
                USUAL);
        assertThat(round.best().name()).isEqualTo("holds");
    }

    private static Report told(FinalRound round) {
        Report.Builder report = Report.of("losses", "protocol");
        round.tell(report);
        return report.build();
    }
}
