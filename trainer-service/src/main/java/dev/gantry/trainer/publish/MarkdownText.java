package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.DetectorCard;
import java.util.Locale;

/** Lines of a model card. */
final class MarkdownText {
    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    /** How well a detector works. */
    void evaluations(DetectorCard detector) {
        line("");
        line("## Detector");
        line("");
        line("On held-out pictures and fresh samples that nothing was fitted on:");
        line("");
        line("| condition | samples of | reals | synthetics | AUC | target FPR | FPR | TPR |");
        line("|---|---|---|---|---|---|---|---|");
        detector.evaluations()
                .forEach(evaluation -> line(
                        "| %s | %s | %d | %d | %.4f | %.3f | %.4f | %.4f |",
                        evaluation.condition(),
                        evaluation.generator().orElse("all"),
                        evaluation.reals(),
                        evaluation.synthetics(),
                        evaluation.areaUnderCurve(),
                        evaluation.targetFalsePositiveRate(),
                        evaluation.falsePositiveRate(),
                        evaluation.truePositiveRate()));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
