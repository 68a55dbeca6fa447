package dev.gantry.cli;

import dev.gantry.cli.client.JudgedFrames;
import dev.gantry.cli.client.JudgedFrames.Frame;
import dev.gantry.cli.console.Text;
import dev.gantry.contracts.detection.FramesSummary;
import dev.gantry.contracts.detection.FramesSummary.Segment;
import dev.gantry.contracts.detection.Verdict;
import dev.gantry.contracts.detection.Verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Verdicts as people read them. */
final class VerdictText {
    private static final String NONE = "-";

    private VerdictText() {}

    /** A row for each; empty without pictures. */
    static String pictures(List<JudgedFile.Picture> pictures) {
        if (pictures.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FILE", "VERDICT", "PROBABILITY", "GIVEN OUT", "REQUEST", "JUDGED BY"));
        for (JudgedFile.Picture picture : pictures) {
            Verdict verdict = picture.verdict();
            rows.add(List.of(
                    picture.file(),
                    verdict.verdict().name(),
                    strongest(verdict)
                            .map(Judgement::probability)
                            .map(VerdictText::number)
                            .orElse(NONE),
                    verdict.emission().map(VerdictText::givenOut).orElse(NONE),
                    verdict.falsePositiveRate().isPresent() ? verdict.requestId() : NONE,
                    judge(verdict)));
        }
        return Text.table(rows);
    }

    /** Its frames together, then its segments, or with {@code all} every frame. */
    static String animation(JudgedFile.Animation animation, boolean all) {
        JudgedFrames frames = animation.frames();
        FramesSummary summary = frames.summary();
        String judged = "%s: %d of %d frames judged"
                .formatted(animation.file(), summary.judged(), frames.results().size());
        if (summary.judged() == 0) {
            return judged + "\n" + (all ? Text.table(everyFrame(frames)) : "");
        }
        String heading = "%s, %s synthetic, mean probability %s, highest %s%n"
                .formatted(
                        judged,
                        Text.percent(summary.shareSynthetic().orElse(0)),
                        number(summary.meanProbability()),
                        number(summary.maxProbability()));
        List<List<String>> rows = all ? everyFrame(frames) : segments(frames);
        return heading + (rows.size() > 1 ? Text.table(rows) : "");
    }

    private static List<List<String>> segments(JudgedFrames frames) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FRAMES", "COUNT", "MEAN", "HIGHEST", "NAMES"));
        for (Segment segment : frames.summary().segments()) {
            List<Frame> run = frames.of(segment);
            rows.add(List.of(
                    range(segment.first(), "-", segment.last()),
                    String.valueOf(run.size()),
                    over(run, probabilities -> probabilities.average().orElse(0)),
                    over(run, probabilities -> probabilities.max().orElse(0)),
                    range(run.get(0).file(), " to ", run.get(run.size() - 1).file())));
        }
        return rows;
    }

    private static List<List<String>> everyFrame(JudgedFrames frames) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FRAME", "VERDICT", "PROBABILITY", "JUDGED BY"));
        for (Frame frame : frames.results()) {
            rows.add(List.of(
                    frame.file(),
                    frame.verdict().map(verdict -> verdict.verdict().name()).orElse(NONE),
                    number(frame.probability()),
                    frame.verdict().map(VerdictText::judge).orElseGet(() -> frame.problem()
                            .map(problem -> Text.plain(problem.path("detail")))
                            .orElse(NONE))));
        }
        return rows;
    }

    /** Who has the strongest evidence; else why nobody judged. */
    private static String judge(Verdict verdict) {
        return strongest(verdict)
                .map(judgement -> judgement.model() + " version " + judgement.version())
                .orElse(verdict.reason());
    }

    private static Optional<Judgement> strongest(Verdict verdict) {
        return verdict.judgements().stream().findFirst();
    }

    private static String givenOut(Verdict.Emission emission) {
        return "%s, %s version %d".formatted(emission.match(), emission.model(), emission.version());
    }

    private static String over(List<Frame> frames, ToDoubleFunction<DoubleStream> statistic) {
        return number(statistic.applyAsDouble(frames.stream().flatMapToDouble(frame -> frame.probability().stream())));
    }

    private static String range(Object first, String between, Object last) {
        return first.equals(last) ? first.toString() : first + between + last;
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : NONE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
