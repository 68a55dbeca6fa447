package dev.gantry.cli.demo;

import dev.gantry.cli.console.Text;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that shows everything at once; it needs nothing but the files beside it. */
final class DemoPage {
    private DemoPage() {}

    static String of(DemoResults results) {
        Rates rates = results.detector();
        return String.format(
                Locale.ROOT,
                """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Gantry: from one Kafka message to a policed model</title>
            <style>
              :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
              body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
              img { max-width: 100%%; height: auto; image-rendering: pixelated; vertical-align: middle; }
              table { border-collapse: collapse; }
              th, td { padding: .15rem 1rem .15rem 0; text-align: left; font-weight: normal; }
              td.number { text-align: right; font-variant-numeric: tabular-nums; }
              .soft { opacity: .7; }
            </style>
            <h1>From one Kafka message to a policed model</h1>
            <p>One training request for %s shipped Fashion-MNIST pictures became %d served versions of the model
            <strong>%s</strong>: %s images at %s images/s.</p>
            <h2>What it makes</h2>
            <p class="soft">Version %d, seed %d.</p>
            <img src="%s" alt="Generated clothes">
            <h2>How the same seeds grew</h2>
            <p class="soft">Drawn from the inference service while newer versions were swapped in; of %s requests none failed.</p>
            <table>%s</table>
            <h2>What the detector says</h2>
            <p>Of %d generated pictures it calls %s synthetic (true positives), of %d real pictures that the job never saw %s
            (false positives). Area under the curve %s.</p>
            <p class="soft">Green frame: right. Red: wrong. Grey: left open. The first of them; all stand in
            <a href="%s">%s</a>.</p>
            <h3>Real</h3>
            <img src="%s" alt="Real pictures framed by verdict">
            <h3>Generated</h3>
            <img src="%s" alt="Generated pictures framed by verdict">
            <h2>How long it took</h2>
            <table>%s</table>
            </html>
            """,
                Text.count(results.trainedOn()),
                results.versions().size(),
                results.model(),
                Text.count(results.images()),
                Text.count(Math.round(results.imagesPerSecond())),
                results.version(),
                results.seed(),
                DemoOutput.SAMPLES,
                Text.count(results.samplingRequests()),
                growth(results),
                rates.generated(),
                Text.percent(rates.truePositiveRate()),
                rates.real(),
                Text.percent(rates.falsePositiveRate()),
                String.format(Locale.ROOT, "%.4f", rates.areaUnderCurve()),
                DemoOutput.VERDICTS,
                DemoOutput.VERDICTS,
                DemoOutput.REAL,
                DemoOutput.GENERATED,
                times(results.secondsByPhase()));
    }

    private static String growth(DemoResults results) {
        return results.versions().stream()
                .map(version -> String.format(
                        Locale.ROOT,
                        "<tr><td>version %d</td><td class=\"number\">%,d images</td><td><img src=\"%s/%d.png\" alt=\"\"></td></tr>",
                        version.version(),
                        version.step(),
                        DemoOutput.GROWTH_FOLDER,
                        version.version()))
                .collect(Collectors.joining("\n"));
    }

    private static String times(Map<String, Double> secondsByPhase) {
        return secondsByPhase.entrySet().stream()
                .map(phase -> String.format(
                        Locale.ROOT,
                        "<tr><td>%s</td><td class=\"number\">%.1f s</td></tr>",
                        phase.getKey(),
                        phase.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
