package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.engine.train.Checkpoint;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
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
        MarkdownText card = new MarkdownText();
        card.line("# %s", job.model());
        card.line("");
        card.line(
                "Job `%s` after %,d samples. Family %s, %s, latent of %d.",
                job.jobId(), checkpoint.images(), job.request().network().family(), data.sample(), job.latentSize());
        card.line("");
        card.line("## Data");
        card.line("");
        card.line(
                "`%s`: %,d samples, of which %,d were trained on. SHA-256 of the decoded samples and labels `%s`.",
                job.request().data().uri(),
                data.all().size(),
                data.train().size(),
                data.all().sha256());
        card.line("");
        card.line("## Training");
        card.line("");
        card.line("| measure at the last tick | value |");
        card.line("|---|---|");
        new TreeMap<>(figures).forEach((name, value) -> card.line("| %s | %.4g |", name, value));
        detector.ifPresent(card::evaluations);
        card.line("");
        card.line("## Use");
        card.line("");
        card.line("Its samples are synthetic. It repeats what its data holds, biases included. A detector's verdict"
                + " says");
        card.line("how much a picture looks like this model's samples; it never proves that a picture is real.");
        return card.toString();
    }
}
