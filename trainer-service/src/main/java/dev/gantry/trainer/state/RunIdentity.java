package dev.gantry.trainer.state;

import dev.gantry.contracts.Failure;
import dev.gantry.networks.json.CanonicalJson;
import dev.gantry.trainer.work.JobRun;
import dev.gantry.trainer.work.TrainingData;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run must have in common with the one that left a state, to go on from it.
 *
 * @param parts digests and descriptions, by what they are of
 */
record RunIdentity(SortedMap<String, String> parts) {
    private static final String MISMATCH = "state-mismatch";

    RunIdentity {
        parts = new TreeMap<>(parts);
    }

    static RunIdentity of(JobRun job, TrainingData data) {
        Map<String, String> parts = job.plan().graphs().entrySet().stream()
                .collect(Collectors.toMap(
                        graph -> graph.getKey().name() + " graph", graph -> CanonicalJson.sha256(graph.getValue())));
        parts.put("data", data.train().size() + " of " + data.all().sha256());
        parts.put("recipe", CanonicalJson.write(job.plan().recipe()));
        return new RunIdentity(new TreeMap<>(parts));
    }

    /**
     * Compares a run with the one that left the state.
     *
     * @param now of the run that is to go on
     * @throws dev.gantry.contracts.GantryException rejected, {@code state-mismatch}, naming what differs
     */
    void requireSame(RunIdentity now) {
        if (!parts.equals(now.parts)) {
            throw new Failure.Rejected(
                            MISMATCH,
                            "the job was begun with another "
                                    + differences(now)
                                    + "; versions of both would be mixed up: send the request under a new job id")
                    .asException();
        }
    }

    private String described(String part) {
        return parts.getOrDefault(part, "absent");
    }

    private String differences(RunIdentity now) {
        SortedMap<String, String> all = new TreeMap<>(parts);
        all.putAll(now.parts);
        return all.keySet().stream()
                .filter(part -> !described(part).equals(now.described(part)))
                .map(part -> part + " (" + described(part) + ", now " + now.described(part) + ")")
                .collect(Collectors.joining(" and "));
    }
}
