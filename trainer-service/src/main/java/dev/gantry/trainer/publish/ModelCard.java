package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A version described for people, in Markdown; after Mitchell et al., Model Cards for Model Reporting, 2019. */
final class ModelCard {
    private ModelCard() {}

    static String write(
            JobRun job,
            TrainingData data,
            Checkpoint checkpoint,
            Map<String, Double> figures,
            Optional<DetectorCard> detector) {
        StringBuilder card = new StringBuilder();
        line(card, "# %s", job.model());
        line(card, "");
        line(
                card,
                "Job `%s` after %,d samples. Family %s, %s, latent of %d.",
                job.jobId(),
                checkpoint.images(),
                job.request().network().family(),
                data.sample(),
                job.latentSize());
        line(card, "");
        line(card, "## Data");
        line(card, "");
        line(
                card,
                "`%s`: %,d samples, of which %,d were trained on. SHA-256 of the decoded samples and labels `%s`.",
                job.request().data().uri(),
                data.all().size(),
                data.train().size(),
                data.all().sha256());
        line(card, "");
        line(card, "## Training");
        line(card, "");
        line(card, "| measure at the last tick | value |");
        line(card, "|---|---|");
        new TreeMap<>(figures).forEach((name, value) -> line(card, "| %s | %.4g |", name, value));
        detector.ifPresent(found -> describe(card, found));
        line(card, "");
        line(card, "## Use");
        line(card, "");
        line(
                card,
                "Its samples are synthetic. It repeats what its data holds, biases included. A detector's verdict says");
        line(card, "how much a picture looks like this model's samples; it never proves that a picture is real.");
        return card.toString();
    }

    private static void describe(StringBuilder card, DetectorCard detector) {
        line(card, "");
        line(card, "## Detector");
        line(card, "");
        line(card, "On held-out pictures and fresh samples that nothing was fitted on:");
        line(card, "");
        line(card, "| condition | reals | synthetics | AUC | target FPR | FPR | TPR |");
        line(card, "|---|---|---|---|---|---|---|");
        detector.evaluations()
                .forEach(evaluation -> line(
                        card,
                        "| %s | %d | %d | %.4f | %.3f | %.4f | %.4f |",
                        evaluation.condition(),
                        evaluation.reals(),
                        evaluation.synthetics(),
                        evaluation.areaUnderCurve(),
                        evaluation.targetFalsePositiveRate(),
                        evaluation.falsePositiveRate(),
                        evaluation.truePositiveRate()));
    }

    private static void line(StringBuilder card, String format, Object... arguments) {
        card.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
