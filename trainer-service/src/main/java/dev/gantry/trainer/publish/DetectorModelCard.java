package dev.gantry.trainer.publish;

import dev.gantry.contracts.models.DetectorCard;
import dev.gantry.contracts.models.Manifest.GeneratorVersion;
import dev.gantry.trainer.work.Job;
import dev.gantry.trainer.work.TrainingData;
import java.util.List;

/** A detector of several models described for people, in Markdown. */
final class DetectorModelCard {
    private DetectorModelCard() {}

    static String write(Job job, TrainingData.Pictures data, List<GeneratorVersion> generators, DetectorCard detector) {
        MarkdownText card = new MarkdownText();
        card.line("# %s", job.model());
        card.line("");
        card.line("Job `%s`. A detector of the samples of several models, for %s.", job.jobId(), data.sample());
        card.line("");
        card.line("## Generators");
        card.line("");
        card.line("| model | version | SHA-256 of the manifest |");
        card.line("|---|---|---|");
        generators.forEach(generator ->
                card.line("| %s | %d | `%s` |", generator.model(), generator.version(), generator.manifestSha256()));
        card.line("");
        card.line("## Data");
        card.line("");
        card.line(
                "`%s`: %,d real pictures, of which %,d were kept for heads, calibration and evaluation. SHA-256 of the"
                        + " decoded samples and labels `%s`.",
                job.request().data().uri(),
                data.all().size(),
                data.all().size() - data.train().size(),
                data.all().sha256());
        card.evaluations(detector);
        card.line("");
        card.line("## Use");
        card.line("");
        card.line("A verdict says how much a picture looks like samples of these models, not of which of them. It never"
                + " proves that");
        card.line("a picture is real.");
        return card.toString();
    }
}
