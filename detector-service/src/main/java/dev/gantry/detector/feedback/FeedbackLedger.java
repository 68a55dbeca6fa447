package dev.gantry.detector.feedback;

import dev.gantry.contracts.detection.Feedback;
import dev.gantry.contracts.detection.Feedback.Heeded;
import dev.gantry.contracts.detection.Feedback.Label;
import dev.gantry.detector.feedback.FeedbackReport.Realised;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts feedback. The last one on a verdict counts, and the oldest is forgotten beyond a bound. Safe for use by several threads. */
final class FeedbackLedger {
    private final Map<String, Feedback> byRequest;

    /** @param capacity verdicts whose feedback is remembered */
    FeedbackLedger(int capacity) {
        byRequest = new LastEntries<>(capacity);
    }

    synchronized void add(Feedback feedback) {
        byRequest.remove(feedback.requestId());
        if (feedback.label() != Label.UNKNOWN) {
            byRequest.put(feedback.requestId(), feedback);
        }
    }

    synchronized FeedbackReport report() {
        Map<Key, Tally> tallies = new TreeMap<>();
        for (Feedback feedback : byRequest.values()) {
            boolean real = feedback.label() == Label.REAL;
            tally(tallies, feedback.falsePositiveRate(), "")
                    .add(real, feedback.verdict().synthetic());
            for (Heeded heeded : feedback.judgements()) {
                tally(tallies, feedback.falsePositiveRate(), heeded.model())
                        .add(real, heeded.conclusion().synthetic());
            }
        }
        List<Realised> rates = new ArrayList<>();
        tallies.forEach((key, tally) -> rates.add(tally.realised(key)));
        return new FeedbackReport(rates);
    }

    private static Tally tally(Map<Key, Tally> tallies, double falsePositiveRate, String model) {
        return tallies.computeIfAbsent(new Key(falsePositiveRate, model), key -> new Tally());
    }

    /** @param model empty: all detectors together */
    private record Key(double falsePositiveRate, String model) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingDouble(Key::falsePositiveRate).thenComparing(Key::model);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Pictures of one kind and how many of them were called wrongly. */
    private static final class Tally {
        private long reals;
        private long falsePositives;
        private long synthetics;
        private long falseNegatives;

        void add(boolean real, boolean calledSynthetic) {
            if (real) {
                reals++;
                falsePositives += calledSynthetic ? 1 : 0;
            } else {
                synthetics++;
                falseNegatives += calledSynthetic ? 0 : 1;
            }
        }

        Realised realised(Key key) {
            return new Realised(
                    key.falsePositiveRate(),
                    Optional.of(key.model()).filter(model -> !model.isEmpty()),
                    ErrorRate.of(falsePositives, reals),
                    ErrorRate.of(falseNegatives, synthetics));
        }
    }
}
