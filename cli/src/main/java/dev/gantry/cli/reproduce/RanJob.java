package dev.gantry.cli.reproduce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.cli.client.GatewayClient;
import dev.gantry.cli.console.CliException;
import dev.gantry.cli.console.Text;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job that has completed, and what it published.
 *
 * @param device   that trained last
 * @param versions by step; at least one
 */
public record RanJob(String jobId, String model, String device, SortedMap<Long, Manifest> versions) {
    private static final String COMPLETED = "COMPLETED";

    /**
     * Asks the platform.
     *
     * @throws CliException if the job has not completed
     */
    public static RanJob of(GatewayClient client, String jobId) throws InterruptedException {
        JsonNode job = client.get("/v1/jobs/" + Text.urlEncoded(jobId));
        String state = job.path("state").asText();
        if (!state.equals(COMPLETED)) {
            throw CliException.failed("job " + jobId + " is " + state + "; only a completed one can be reproduced");
        }
        String model = job.path("model").asText();
        SortedMap<Long, Manifest> versions = new TreeMap<>();
        for (JsonNode version : job.path("versions")) {
            JsonNode manifest = client.get("/v1/models/" + model + "/versions/"
                    + version.path("version").asInt());
            versions.put(version.path("step").asLong(), Json.convert(manifest, Manifest.class));
        }
        if (versions.isEmpty()) {
            throw CliException.failed("job " + jobId + " has published nothing");
        }
        return new RanJob(jobId, model, job.path("device").asText(), versions);
    }

    /** What it published last. */
    public Manifest last() {
        return requireNonNull(versions.get(versions.lastKey()));
    }

    /** What explains that two runs of the same request come to something else. */
    List<String> differingGround(RanJob again) {
        List<String> differing = new ArrayList<>();
        Manifest.Provenance one = last().provenance();
        Manifest.Provenance other = again.last().provenance();
        Differences.add(differing, "dataset", one.datasetSha256(), other.datasetSha256());
        Differences.add(differing, "code version", one.codeVersion(), other.codeVersion());
        Differences.add(differing, "recipe", one.recipe(), other.recipe());
        Differences.add(differing, "device", device, again.device);
        return differing;
    }
}
