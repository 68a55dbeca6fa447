package dev.gantry.engine.health;

import dev.gantry.engine.state.StateVisitor;
import dev.gantry.engine.state.Stateful;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Watches a run tick by tick and warns once an episode. */
public final class HealthMonitor implements Stateful {
    /** Half a grey level of 255: samples that differ by less on average look the same. */
    private static final double VISIBLE_CHANGE = 0.002;

    /** Untrained generators make equal samples, and are told from reals at a glance. */
    private static final long WARM_UP_IMAGES = 5000;

    private final Thresholds thresholds;
    private final Map<Condition, Episode> episodes = new EnumMap<>(Condition.class);
    private byte[] unchanged = {};

    public HealthMonitor(Thresholds thresholds) {
        this.thresholds = thresholds;
        episodes.put(Condition.COLLAPSE, new Episode(thresholds.ticks()));
        episodes.put(Condition.IMBALANCE, new Episode(thresholds.ticks()));
        episodes.put(Condition.STALL, new Episode(thresholds.stallTicks()));
    }

    /** Takes in a tick; returns what has begun with it. The first {@value #WARM_UP_IMAGES} images are not judged. */
    public List<Warning> observe(Signs signs) {
        List<Warning> warnings = new ArrayList<>();
        if (signs.images() < WARM_UP_IMAGES) {
            return warnings;
        }
        double limit = thresholds.collapseDiversity();
        if (begins(Condition.COLLAPSE, signs.diversity() < limit)) {
            warnings.add(warning(
                    Condition.COLLAPSE,
                    signs.diversity(),
                    limit,
                    "samples differ from one another by %.3f of what real ones do, less than %.3f, for %d ticks",
                    thresholds.ticks()));
        }
        limit = thresholds.imbalanceAccuracy();
        if (begins(Condition.IMBALANCE, signs.accuracy() > limit)) {
            warnings.add(warning(
                    Condition.IMBALANCE,
                    signs.accuracy(),
                    limit,
                    "the discriminator is right %.3f of the time, more than %.3f, for %d ticks",
                    thresholds.ticks()));
        }
        double change = change(signs.pixels());
        if (begins(Condition.STALL, change < VISIBLE_CHANGE)) {
            warnings.add(warning(
                    Condition.STALL,
                    change,
                    VISIBLE_CHANGE,
                    "samples have changed by %.4f of full scale, less than %.4f, in %d ticks",
                    thresholds.stallTicks()));
        }
        return warnings;
    }

    /** Whether a condition lasts now. */
    public boolean lasting(Condition condition) {
        return episode(condition).lasting();
    }

    /** The samples of the last visible change are not kept: a run that goes on elsewhere begins to look for a stall anew. */
    @Override
    public void visitState(StateVisitor visitor) {
        episodes.forEach((condition, episode) -> visitor.part(condition.key(), episode));
    }

    private boolean begins(Condition condition, boolean unhealthy) {
        return episode(condition).begins(unhealthy);
    }

    private Episode episode(Condition condition) {
        return Objects.requireNonNull(episodes.get(condition));
    }

    /** The mean change since samples last changed visibly, so that slow change adds up; 1 at first. */
    private double change(byte[] pixels) {
        double change = 1;
        if (unchanged.length == pixels.length) {
            long sum = 0;
            for (int i = 0; i < pixels.length; i++) {
                sum += Math.abs((pixels[i] & 0xff) - (unchanged[i] & 0xff));
            }
            change = sum / 255.0 / pixels.length;
        }
        if (change >= VISIBLE_CHANGE) {
            unchanged = pixels.clone();
        }
        return change;
    }

    private static Warning warning(Condition condition, double value, double threshold, String format, int ticks) {
        return new Warning(condition, value, threshold, String.format(Locale.ROOT, format, value, threshold, ticks));
    }
}
