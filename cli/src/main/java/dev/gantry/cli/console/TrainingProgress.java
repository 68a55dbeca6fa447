package dev.gantry.cli.console;

import dev.gantry.contracts.training.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a job's events: a bar on a terminal, a line each elsewhere. */
public final class TrainingProgress implements AutoCloseable {
    private static final int BAR_COLUMNS = 120;
    private static final Duration WORK_INTERVAL = Duration.ofSeconds(10);
    private static final List<String> SHOWN_METRICS =
            List.of("frechet", "kid", "precision", "recall", "modes", "coveredModes", "goodShare");

    private final Consumer<String> lines;
    private final boolean terminal;
    private Optional<ProgressBar> bar = Optional.empty();
    private String activity = "";
    private Instant nextWorkLine = Instant.MIN;

    /** @param lines takes what is not part of the bar */
    public TrainingProgress(Consumer<String> lines, boolean terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    /** Shows an event. */
    public synchronized void show(TrainingEvent event) {
        if (event instanceof TrainingEvent.Progress progress) {
            show(progress);
        } else if (event instanceof TrainingEvent.Working working) {
            show(working);
        } else {
            note(describe(event));
        }
    }

    /** Shows a line in between. */
    public synchronized void note(String line) {
        closeBar();
        lines.accept(line);
    }

    private void show(TrainingEvent.Progress progress) {
        String detail = rate(progress);
        if (terminal) {
            ProgressBar drawn = bar.orElseGet(() -> open(progress.budgetImages()));
            bar = Optional.of(drawn);
            drawn.stepTo(progress.step()).setExtraMessage(detail);
        } else {
            lines.accept(String.format(
                    Locale.ROOT,
                    "  %s of %s images  %s",
                    Text.count(progress.step()),
                    Text.count(progress.budgetImages()),
                    detail));
        }
    }

    /** Not more than a line in so many seconds for one activity. */
    private void show(TrainingEvent.Working working) {
        boolean same = activity.equals(working.activity());
        if (same && (working.at().isBefore(nextWorkLine) || working.done() >= working.total())) {
            return;
        }
        activity = working.activity();
        nextWorkLine = working.at().plus(WORK_INTERVAL);
        note(describe(working));
    }

    /** What an event other than progress says, in a line. */
    static String describe(TrainingEvent event) {
        if (event instanceof TrainingEvent.Accepted accepted) {
            String from = accepted.resumedFrom().isPresent()
                    ? ", goes on after " + Text.count(accepted.resumedFrom().getAsLong()) + " images"
                    : "";
            return "Job " + accepted.jobId() + ": attempt " + accepted.attempt() + " on " + accepted.trainer() + " ("
                    + accepted.device() + ")" + from;
        }
        if (event instanceof TrainingEvent.Working working) {
            return String.format(
                    Locale.ROOT,
                    "  %s: %d %%",
                    working.activity().replace('-', ' '),
                    Math.round(100.0 * working.done() / working.total()));
        }
        if (event instanceof TrainingEvent.DataRead read) {
            return "  " + Text.count(read.samples()) + " samples read" + skipped(read);
        }
        if (event instanceof TrainingEvent.Measured measured) {
            return "  measured after " + Text.count(measured.step()) + " images: " + figures(measured);
        }
        if (event instanceof TrainingEvent.Warned warned) {
            return "  WARNING, " + warned.kind() + " after " + Text.count(warned.step()) + " images: "
                    + warned.message();
        }
        if (event instanceof TrainingEvent.Published published) {
            return "  version " + published.version() + " of " + published.model() + " published"
                    + (published.step() == 0 ? "" : " after " + Text.count(published.step()) + " images");
        }
        if (event instanceof TrainingEvent.Retrying retrying) {
            return "  attempt " + retrying.attempt() + " ended early: " + retrying.code() + ", " + retrying.message();
        }
        if (event instanceof TrainingEvent.Completed completed) {
            if (completed.step() == 0) {
                return String.format(
                        Locale.ROOT,
                        "Completed (%s) in %s: version %d of %s",
                        completed.reason(),
                        Text.duration(completed.seconds()),
                        completed.version(),
                        completed.model());
            }
            return String.format(
                    Locale.ROOT,
                    "Completed (%s) after %s images in %s, %s images/s: version %d of %s",
                    completed.reason(),
                    Text.count(completed.step()),
                    Text.duration(completed.seconds()),
                    Text.count(Math.round(completed.imagesPerSecond())),
                    completed.version(),
                    completed.model());
        }
        if (event instanceof TrainingEvent.Failed failed) {
            return "Failed: " + failed.code() + ", " + failed.message();
        }
        if (event instanceof TrainingEvent.Cancelled cancelled) {
            return "Cancelled after " + Text.count(cancelled.step()) + " images";
        }
        return event.cloudEventType();
    }

    private static String skipped(TrainingEvent.DataRead read) {
        if (read.skippedFiles() == 0) {
            return "";
        }
        String named = read.skipped().stream()
                .map(file -> "\n    " + file.file() + ": " + file.reason())
                .collect(Collectors.joining());
        int others = read.skippedFiles() - read.skipped().size();
        return ", " + Text.count(read.skippedFiles()) + " files skipped:" + named
                + (others > 0 ? "\n    and " + Text.count(others) + " more" : "");
    }

    private static String figures(TrainingEvent.Measured measured) {
        return SHOWN_METRICS.stream()
                        .filter(measured.metrics()::containsKey)
                        .map(name -> String.format(
                                Locale.ROOT, "%s %.4g", name, measured.metrics().get(name)))
                        .collect(Collectors.joining(", "))
                + " (in " + measured.features() + ")";
    }

    private static String rate(TrainingEvent.Progress progress) {
        Map<String, Double> losses = new TreeMap<>(progress.losses());
        return String.format(
                        Locale.ROOT,
                        "%s images/s, %s left, ",
                        Text.count(Math.round(progress.imagesPerSecond())),
                        Text.duration(progress.secondsLeft()))
                + losses.entrySet().stream()
                        .map(loss -> String.format(Locale.ROOT, "%s %.3f", loss.getKey(), loss.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static ProgressBar open(long images) {
        return new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(images)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(BAR_COLUMNS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .hideEta()
                .clearDisplayOnFinish()
                .build();
    }

    private void closeBar() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closeBar();
    }
}
