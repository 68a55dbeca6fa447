package dev.gantry.serving.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.Role;
import dev.gantry.contracts.models.StoredFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Manifests of tiny versions. */
public final class TestManifests {
    private TestManifests() {}

    /** @param files networks by role */
    public static Manifest of(String model, int version, TinyGenerator generator, Map<String, StoredFile> files) {
        Map<String, Network> networks = new HashMap<>();
        files.forEach((role, file) -> networks.put(
                role, role.equals(Role.GENERATOR) ? TinyGenerator.network(file) : TinyDetector.network(file)));
        return new Manifest(
                Manifest.SCHEMA,
                model,
                version,
                "job",
                version,
                Instant.EPOCH,
                "tiny",
                TinyGenerator.SAMPLE,
                TinyGenerator.LATENT,
                networks,
                Map.of(),
                generator.probe(),
                networks.containsKey(Role.DETECTOR) ? Optional.of(TinyDetector.card()) : Optional.empty(),
                Map.of(),
                new Manifest.Provenance(
                        JsonNodeFactory.instance.objectNode(),
                        JsonNodeFactory.instance.objectNode(),
                        "0".repeat(64),
                        1,
                        0,
                        "test"));
    }
}
