package dev.gantry.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.models.Alias;
import dev.gantry.contracts.models.Routing.Canary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which versions of a model truly answer, as the server of the inference service sees it that was asked.
 *
 * @param desired     version that should answer who names none
 * @param live        version that does; absent: none does
 * @param canary      version that answers a share of those; absent: none is tried, or it is not loaded
 * @param state       of the desired version, for instance {@code live}, {@code loading} or {@code quarantined}
 * @param loaded      versions that answer who names them, newest first
 * @param quarantined versions that failed, newest first
 */
public record Serving(
        OptionalInt desired,
        OptionalInt live,
        Optional<Canary> canary,
        String state,
        List<Integer> loaded,
        List<Failed> quarantined) {
    private static final String LIVE = "live";
    private static final Set<String> LOADED = Set.of(LIVE, "standby");

    public Serving {
        loaded = List.copyOf(loaded);
        quarantined = List.copyOf(quarantined);
    }

    /**
     * @param code    stable, for programs
     * @param reason  one sentence for people
     * @param retryAt when it is tried again
     */
    public record Failed(int version, String code, String reason, int attempts, Instant retryAt) {}

    /**
     * @param model as the inference service tells of it
     * @throws dev.gantry.contracts.GantryException rejected, {@code malformed-json}
     */
    static Serving of(JsonNode model) {
        Map<Integer, String> phases = StreamSupport.stream(
                        model.path("versions").spliterator(), false)
                .collect(Collectors.toMap(
                        version -> version.path("version").asInt(),
                        version -> version.path("phase").asText(),
                        // One that drains may be loading again.
                        (one, other) -> LOADED.contains(one) ? one : other));
        OptionalInt live = number(model.path(LIVE));
        int tried = model.path("aliases").path(Alias.CANARY.toString()).asInt();
        Optional<Canary> canary = Optional.of(
                        new Canary(tried, model.path("canary").asInt()))
                .filter(found -> LIVE.equals(phases.get(tried)) && tried != live.orElse(0));
        return new Serving(
                number(model.path("desired")),
                live,
                canary,
                model.path("state").asText(),
                phases.entrySet().stream()
                        .filter(version -> LOADED.contains(version.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted((one, other) -> Integer.compare(other, one))
                        .toList(),
                List.of(Json.read(Json.bytes(model.path("quarantined")), Failed[].class)));
    }

    private static OptionalInt number(JsonNode version) {
        return version.isInt() ? OptionalInt.of(version.asInt()) : OptionalInt.empty();
    }
}
