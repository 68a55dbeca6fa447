package dev.gantry.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.cli.console.CliException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.Alias;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which samples to draw. */
final class SampleOptions {
    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many, at most 1024, or 65536 as zip, npy or csv (default: 16; 1 for a picture as png).")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same samples on the same version (default: the server draws one).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--first",
            paramLabel = "N",
            description = "Index of the first sample of the seed, to draw a large set in pieces (default: 0).")
    private Optional<Long> first = Optional.empty();

    @Option(names = "--version", paramLabel = "N", description = "Which version (default: the one that answers).")
    private Optional<Integer> version = Optional.empty();

    @Option(names = "--alias", paramLabel = "NAME", description = "Instead of a version: ${COMPLETION-CANDIDATES}.")
    private Optional<Alias> alias = Optional.empty();

    @Option(
            names = "--deterministic",
            description = "Make the samples in batches of their own, so that the same seed gives the same bytes.")
    private boolean deterministic;

    @Option(
            names = "--priority",
            paramLabel = "P",
            description = "${COMPLETION-CANDIDATES}: more urgent requests are made first (default: normal).")
    private Optional<Priority> priority = Optional.empty();

    @Option(
            names = "--truncation",
            paramLabel = "PSI",
            description =
                    "Above 0, at most 1: multiplies the latents; less is more typical and less diverse (default: 1).")
    private Optional<Double> truncation = Optional.empty();

    @Option(
            names = "--interpolate",
            paramLabel = "SEED",
            split = ",",
            description = "Go from seed to seed, a row of a grid for each pair; in place of --count and --seed.")
    private List<Long> interpolate = List.of();

    @Option(names = "--steps", paramLabel = "N", description = "Samples from each seed to the next (default: 8).")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Columns of pictures in a grid (default: as square as it gets, or the steps between seeds).")
    private Optional<Integer> columns = Optional.empty();

    /**
     * Writes what was asked for into a request; what was not is left to the platform.
     *
     * @throws CliException a usage error, if the options do not go together
     */
    void addTo(ObjectNode request) {
        if (steps.isPresent() && interpolate.isEmpty()) {
            throw CliException.usage("--steps goes with --interpolate");
        }
        if (columns.isPresent() && !request.path("format").asText("grid").equals("grid")) {
            throw CliException.usage(
                    "--columns goes with a grid: --format grid, or --out with a name that ends in .png");
        }
        columns.ifPresent(value -> request.put("format", "grid").put("columns", value));
        count.ifPresent(value -> request.put("count", value));
        seed.ifPresent(value -> request.put("seed", value));
        first.ifPresent(value -> request.put("first", value));
        version.ifPresent(value -> request.put("version", value));
        alias.ifPresent(value -> request.set("alias", Json.tree(value)));
        priority.ifPresent(value -> request.set("priority", Json.tree(value)));
        if (deterministic) {
            request.put("deterministic", true);
        }
        truncation.ifPresent(value -> request.put("truncation", value));
        if (!interpolate.isEmpty()) {
            ObjectNode between = request.putObject("interpolate");
            ArrayNode seeds = between.putArray("seeds");
            interpolate.forEach(seeds::add);
            steps.ifPresent(value -> between.put("steps", value));
        }
    }
}
