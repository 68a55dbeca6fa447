package dev.gantry.benchmarks;

import dev.gantry.contracts.DetachedSignature;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.StoreKeys;
import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.platform.signing.Purpose;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.platform.store.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A version of a {@link StampedModel} before anything of it is stored; its parts can be replaced by wrong ones. */
final class VersionDraft {
    private final StampedModel model;
    private final int version;
    private final Instant at;
    private final byte[] network;
    private final long size;
    private final SigningKey key;

    private VersionDraft(StampedModel model, int version, Instant at, byte[] network, long size, SigningKey key) {
        this.model = model;
        this.version = version;
        this.at = at;
        this.network = network;
        this.size = size;
        this.key = key;
    }

    /** A version without fault. */
    static VersionDraft of(StampedModel model, int version, SigningKey key) throws IOException {
        byte[] network = network(model, version, StampedModel.pixel(version));
        return new VersionDraft(model, version, Instant.now(), network, network.length, key);
    }

    /** A network of a version's weights whose every pixel has the given value, as ONNX. */
    static byte[] network(StampedModel model, int version, double pixel) throws IOException {
        ByteArrayOutputStream onnx = new ByteArrayOutputStream();
        model.write(version, pixel, onnx);
        return onnx.toByteArray();
    }

    StampedModel model() {
        return model;
    }

    int version() {
        return version;
    }

    /** ONNX. */
    byte[] network() {
        return network.clone();
    }

    SigningKey key() {
        return key;
    }

    /** The same version of another network, which the manifest has size and digest of. */
    VersionDraft withNetwork(byte[] other) {
        return new VersionDraft(model, version, at, other, other.length, key);
    }

    /** The same with another size of the network in the manifest, bytes. */
    VersionDraft withSize(long bytes) {
        return new VersionDraft(model, version, at, network, bytes, key);
    }

    /** The same signed by another key. */
    VersionDraft withKey(SigningKey other) {
        return new VersionDraft(model, version, at, network, size, other);
    }

    /** Everything that a trainer stores of it, by key, in that order. */
    Map<String, byte[]> objects() {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        objects.put(fileKey(), network);
        objects.put(signatureKey(), signature(published().manifestSha256()));
        objects.put(manifestKey(), manifest());
        return objects;
    }

    /** The same objects with one of them replaced. */
    Map<String, byte[]> with(String key, byte[] bytes) {
        Map<String, byte[]> objects = objects();
        objects.put(key, bytes);
        return objects;
    }

    /** The same objects without one of them. */
    Map<String, byte[]> without(String key) {
        Map<String, byte[]> objects = objects();
        objects.remove(key);
        return objects;
    }

    String fileKey() {
        return StoreKeys.version(model.name(), version) + file().name();
    }

    String manifestKey() {
        return StoreKeys.manifest(model.name(), version);
    }

    String signatureKey() {
        return StoreKeys.manifestSignature(model.name(), version, published().manifestSha256());
    }

    /** A signature by the draft's key of a manifest with that digest. */
    byte[] signature(String manifestSha256) {
        DetachedSignature signature = key.sign(Purpose.MANIFEST, ManifestTrust.message(manifestSha256));
        return Json.bytes(signature);
    }

    byte[] manifest() {
        return Json.bytes(model.manifest(version, file(), StampedPublisher.JOB, version, at));
    }

    PublishedVersion published() {
        byte[] manifest = manifest();
        return new PublishedVersion(Json.read(manifest, Manifest.class), Sha256.of(manifest));
    }

    private StoredFile file() {
        String sha256 = Sha256.of(network);
        return new StoredFile("generator-" + sha256.substring(0, 16) + ".onnx", size, sha256);
    }
}
