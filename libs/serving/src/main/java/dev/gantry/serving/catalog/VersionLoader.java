package dev.gantry.serving.catalog;

import dev.gantry.contracts.models.Manifest;
import dev.gantry.contracts.models.Network;
import dev.gantry.contracts.models.StoredFile;
import dev.gantry.contracts.models.TensorSpec;
import dev.gantry.platform.models.ManifestTrust;
import dev.gantry.platform.models.PublishedVersion;
import dev.gantry.serving.live.ModelHandle;
import dev.gantry.serving.metrics.ServingMetrics;
import dev.gantry.serving.role.ServedRole;
import dev.gantry.serving.role.Trials;
import dev.gantry.serving.session.BufferPool;
import dev.gantry.serving.session.ModelSession;
import dev.gantry.serving.session.SessionSettings;
import dev.gantry.serving.session.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Brings one version from the store to the point where it may answer. */
final class VersionLoader {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final ServedRole role;
    private final ModelCache cache;
    private final ManifestTrust trust;
    private final SessionSettings settings;
    private final ServingMetrics metrics;
    private final BufferPool pool = new BufferPool();

    VersionLoader(
            ServedRole role, ModelCache cache, ManifestTrust trust, SessionSettings settings, ServingMetrics metrics) {
        this.role = role;
        this.cache = cache;
        this.trust = trust;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Whether the version has a network of the role that is served here. */
    boolean serves(Manifest manifest) {
        return manifest.networks().containsKey(role.name());
    }

    /**
     * Bytes that a version is counted with: twice its file, since ONNX Runtime keeps weights of its own beside those it has rearranged,
     * and what goes in and out of the largest batch.
     *
     * @param manifest that {@link #serves} holds for
     */
    long footprint(Manifest manifest) {
        Network network = network(manifest);
        long row = Stream.concat(network.inputs().stream(), network.outputs().stream())
                .mapToLong(VersionLoader::rowBytes)
                .sum();
        return 2 * network.file().size() + settings.buckets().largest() * row;
    }

    /**
     * Looks at what a version says of itself, before anything makes room for it.
     *
     * @param version that {@link #serves} holds for
     * @throws dev.gantry.contracts.GantryException rejected, if it is not trusted, not as it must be, or larger than is accepted;
     *     retryable, if the store is out of reach
     */
    void check(PublishedVersion version) {
        trust.check(version);
        cache.requireAcceptable(network(version.manifest()).file());
    }

    /**
     * Downloads, verifies, loads and warms.
     *
     * @param version that was {@linkplain #check checked}
     * @param phase is told what is done next
     * @throws dev.gantry.contracts.GantryException rejected or fatal, if the version is at fault; retryable, if the store is out
     *     of reach
     */
    ModelHandle load(PublishedVersion version, Consumer<ModelPhase> phase) {
        Manifest manifest = version.manifest();
        Network network = network(manifest);
        phase.accept(ModelPhase.DOWNLOADING);
        cache.download(manifest.model(), manifest.version(), network.file());
        phase.accept(ModelPhase.VERIFYING);
        byte[] onnx = cache.read(network.file());
        phase.accept(ModelPhase.LOADING);
        String name = manifest.model() + "-" + manifest.version();
        ModelSession session = ModelSession.open(name, onnx, settings, pool, metrics.session(manifest.model()));
        try {
            checkSignature(manifest, network, session);
            phase.accept(ModelPhase.WARMING);
            warm(manifest, session);
            role.prove(manifest, session);
            return new ModelHandle(version, session, footprint(manifest));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * The network of the role.
     *
     * @param manifest that {@link #serves} holds for
     * @throws dev.gantry.contracts.GantryException rejected, {@code wrong-manifest}
     */
    Network network(Manifest manifest) {
        Network network = manifest.networks().get(role.name());
        if (network == null) {
            throw new IllegalArgumentException("the version has no " + role.name());
        }
        StoredFile file = network.file();
        if (!manifest.schema().equals(Manifest.SCHEMA)) {
            throw LoadFailures.rejected(
                    LoadFailures.WRONG_MANIFEST, "schema is " + manifest.schema() + ": must be " + Manifest.SCHEMA);
        }
        if (!SHA256.matcher(file.sha256()).matches()
                || !FILE_NAME.matcher(file.name()).matches()) {
            throw LoadFailures.rejected(LoadFailures.WRONG_MANIFEST, "no such file can be stored: " + file);
        }
        return network;
    }

    private static long rowBytes(TensorSpec spec) {
        return spec.shape().stream().skip(1).reduce((long) Float.BYTES, Math::multiplyExact);
    }

    private void checkSignature(Manifest manifest, Network network, ModelSession session) {
        Set<TensorSpec> inputs = Set.copyOf(session.signature().inputs());
        Set<TensorSpec> outputs = Set.copyOf(session.signature().outputs());
        boolean asDescribed =
                inputs.equals(Set.copyOf(network.inputs())) && outputs.equals(Set.copyOf(network.outputs()));
        boolean asPromised =
                inputs.equals(Set.copyOf(role.inputs(manifest))) && outputs.containsAll(role.outputs(manifest));
        if (!asDescribed || !asPromised) {
            throw LoadFailures.rejected(
                    LoadFailures.SIGNATURE_MISMATCH,
                    "the file takes " + inputs + " and gives " + outputs + ": the manifest says " + network.inputs()
                            + " and " + network.outputs() + ", a " + role.name() + " has " + role.inputs(manifest)
                            + " and " + role.outputs(manifest));
        }
    }

    private void warm(Manifest manifest, ModelSession session) {
        for (int bucket : session.buckets().sizes()) {
            Map<String, Tensor> outputs = Trials.run(session, role.trialInputs(manifest, bucket));
            List<String> broken = outputs.entrySet().stream()
                    .filter(output -> !output.getValue().isFinite())
                    .map(Map.Entry::getKey)
                    .toList();
            if (!broken.isEmpty()) {
                throw LoadFailures.rejected(
                        LoadFailures.NOT_FINITE, "outputs " + broken + " have infinities or values that are no number");
            }
        }
    }
}
