package dev.gantry.platform.models;

import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Routing;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.ObjectStore;
import dev.gantry.platform.store.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The versions of models. A version exists once its manifest does, which is written last and never changed; a version number is
 * claimed once for a {@link Checkpoint}, so that a second publisher of the same one changes nothing. Nothing is ever deleted.
 */
public final class ModelStore {
    /** The alias that follows the newest version. */
    public static final String LATEST = "latest";

    /** The alias of the version whose samples were measured to be nearest to the data. */
    public static final String BEST = "best";

    private static final int MAX_MANIFEST_BYTES = 16 << 20;
    static final int MAX_MARK_BYTES = 4096;
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final VersionClaims claims;
    private final BestVersions best;
    private final Routings routings;
    private final Clock clock;

    public ModelStore(ObjectStore store, Clock clock) {
        this.store = store;
        this.claims = new VersionClaims(store);
        this.best = new BestVersions(store);
        this.routings = new Routings(store);
        this.clock = clock;
    }

    /** {@code aliases/<alias>.json}. */
    record Pointer(int version, Instant updatedAt) {}

    /**
     * Publishes a checkpoint: its files, the signature of its manifest, the manifest, then the alias {@value #LATEST}. If it was
     * published before, the version of that time is returned and nothing changes.
     */
    public PublishedVersion publish(
            Checkpoint checkpoint, List<Artifact> artifacts, ManifestWriter writer, SigningKey key) {
        int version = claims.claim(checkpoint);
        PublishedVersion published = find(checkpoint.model(), version)
                .orElseGet(() -> write(checkpoint.model(), version, artifacts, writer, key));
        advanceLatest(checkpoint.model());
        return published;
    }

    /**
     * Keeps what was measured of a published version, and lets the alias {@value #BEST} follow. What is kept of a version first
     * stays.
     */
    public void measured(String model, int version, Measurement measurement) {
        best.add(model, version, measurement);
        advanceBest(model);
    }

    /** The version with this number, if it is complete. */
    public Optional<PublishedVersion> find(String model, int version) {
        return store.get(StoreKeys.manifest(model, version), MAX_MANIFEST_BYTES).map(ModelStore::parse);
    }

    /** The version that was published for a checkpoint. */
    public Optional<PublishedVersion> find(Checkpoint checkpoint) {
        return claims.claimed(checkpoint).flatMap(version -> find(checkpoint.model(), version));
    }

    /** The version that an alias points at. */
    public Optional<Integer> alias(String model, String alias) {
        return store.get(StoreKeys.alias(model, alias), MAX_MARK_BYTES)
                .map(json -> Json.read(json, Pointer.class).version());
    }

    /** Where all aliases of a model point. */
    public Aliases aliases(String model) {
        return new Aliases(number(model, LATEST), number(model, BEST), routings.current(model));
    }

    /**
     * Decides which versions answer, on top of what is decided.
     *
     * @throws dev.gantry.contracts.GantryException what the change throws; retryable, {@value Routings#CONTENDED}
     */
    public Routing route(String model, UnaryOperator<Routing> change) {
        return routings.change(model, change);
    }

    /** Names of all models that have been claimed a version for. */
    public List<String> models() {
        return store.folders(StoreKeys.MODELS);
    }

    /** Numbers of a model's complete versions, ascending. */
    public List<Integer> versions(String model) {
        String suffix = "/manifest.json";
        String prefix = StoreKeys.model(model);
        return store.list(prefix).stream()
                .flatMap(object -> VersionNumber.between(prefix, object.key(), suffix).stream())
                .sorted()
                .toList();
    }

    /**
     * Downloads a file of a version, checking its digest.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code not-found} or {@code digest-mismatch}
     */
    public void download(String model, int version, StoredFile file, Path target) {
        store.download(StoreKeys.version(model, version) + file.name(), target, file.sha256());
    }

    private PublishedVersion write(
            String model, int version, List<Artifact> artifacts, ManifestWriter writer, SigningKey key) {
        Map<String, StoredFile> files = new HashMap<>();
        artifacts.forEach(artifact -> files.put(artifact.kind(), upload(model, version, artifact)));
        byte[] json = Json.bytes(writer.write(version, Map.copyOf(files)));
        PublishedVersion written = parse(json);
        String sha256 = written.manifestSha256();
        store.put(
                StoreKeys.manifestSignature(model, version, sha256),
                Json.bytes(key.sign(Purpose.MANIFEST, ManifestTrust.message(sha256))),
                JSON);
        if (store.putIfAbsent(StoreKeys.manifest(model, version), json, JSON)) {
            return written;
        }
        return find(model, version).orElseThrow();
    }

    private StoredFile upload(String model, int version, Artifact artifact) {
        try {
            String sha256 = Sha256.of(artifact.file());
            String name = artifact.kind() + "-" + sha256.substring(0, 16) + "." + artifact.extension();
            store.put(StoreKeys.version(model, version) + name, artifact.file(), artifact.contentType());
            return new StoredFile(name, Files.size(artifact.file()), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + artifact.file(), e);
        }
    }

    /** Looks again after each write, so that of two publishers the one that writes last leaves the newest version. */
    private void advanceLatest(String model) {
        int newest = newest(model);
        while (alias(model, LATEST).orElse(0) < newest) {
            point(model, LATEST, newest);
            newest = newest(model);
        }
    }

    /** Looks again after each write, so that of two publishers the one that writes last leaves the best version. */
    private void advanceBest(String model) {
        Optional<Integer> wanted = best.best(model);
        while (wanted.isPresent() && !alias(model, BEST).equals(wanted)) {
            point(model, BEST, wanted.get());
            wanted = best.best(model);
        }
    }

    private void point(String model, String alias, int version) {
        store.put(StoreKeys.alias(model, alias), Json.bytes(new Pointer(version, clock.instant())), JSON);
    }

    private OptionalInt number(String model, String alias) {
        return alias(model, alias).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private int newest(String model) {
        List<Integer> versions = versions(model);
        return versions.isEmpty() ? 0 : versions.get(versions.size() - 1);
    }

    private static PublishedVersion parse(byte[] json) {
        return new PublishedVersion(Json.read(json, Manifest.class), Sha256.of(json));
    }
}
