package dev.gantry.cli.reproduce;

import dev.gantry.cli.console.Text;
import dev.gantry.contracts.models.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a job that was run again compares with the first time.
 *
 * @param identical whether the same steps were published, with the same bytes and figures
 * @param ground    what differs of what the two were run with
 */
public record Reproduction(String job, String reproducedAs, boolean identical, List<String> ground, List<Step> steps) {
    public Reproduction {
        ground = List.copyOf(ground);
        steps = List.copyOf(steps);
    }

    /** @param differences of the two versions of a step; of one that only one job has, that it is so */
    public record Step(long step, List<String> differences) {
        public Step {
            differences = List.copyOf(differences);
        }
    }

    /** Compares. */
    public static Reproduction of(RanJob first, RanJob again) {
        SortedSet<Long> all = new TreeSet<>(first.versions().keySet());
        all.addAll(again.versions().keySet());
        List<Step> steps = all.stream()
                .map(step -> new Step(step, differences(first, again, step)))
                .toList();
        boolean identical = steps.stream().allMatch(step -> step.differences().isEmpty());
        return new Reproduction(first.jobId(), again.jobId(), identical, first.differingGround(again), steps);
    }

    private static List<String> differences(RanJob first, RanJob again, long step) {
        Optional<Manifest> one = Optional.ofNullable(first.versions().get(step));
        Optional<Manifest> other = Optional.ofNullable(again.versions().get(step));
        if (one.isPresent() && other.isPresent()) {
            return Differences.between(one.get(), other.get());
        }
        return List.of("published by " + (one.isPresent() ? first : again).jobId() + " only");
    }

    /** For people. */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGES", "RESULT"));
        for (Step step : steps) {
            List<String> found = step.differences().isEmpty() ? List.of("identical") : step.differences();
            rows.add(List.of(Text.count(step.step()), found.get(0)));
            found.stream().skip(1).forEach(difference -> rows.add(List.of("", difference)));
        }
        StringBuilder text = new StringBuilder(Text.table(rows));
        ground.forEach(difference ->
                text.append("run with another ").append(difference).append('\n'));
        return text.append(reproducedAs)
                .append(identical ? " is identical to " : " differs from ")
                .append(job)
                .append('\n')
                .toString();
    }
}
