package dev.gantry.benchmarks;

import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One way for a published version to be bad.
 *
 * @param name   of the kind
 * @param code   that the version must be set aside with
 * @param spoil  what is stored of it instead of the {@link VersionDraft#objects}
 */
record BadVersion(String name, String code, Spoiler spoil) {
    /** More than the inference service takes, 1 GiB unless it is told otherwise. */
    private static final long TOO_LARGE = (1L << 30) + 1;

    private static final int WRONG_EDGE = 32;

    /** Makes objects of a version that has no fault. */
    @FunctionalInterface
    interface Spoiler {
        /** Objects by key, in the order of storing. */
        Map<String, byte[]> objects(VersionDraft draft) throws IOException;
    }

    /** Every kind. */
    static List<BadVersion> all() {
        return List.of(
                new BadVersion(
                        "truncated file",
                        "size-mismatch",
                        draft -> draft.with(draft.fileKey(), firstHalf(draft.network()))),
                new BadVersion(
                        "tampered file", "digest-mismatch", draft -> draft.with(draft.fileKey(), tampered(draft))),
                new BadVersion("file missing", "missing-file", draft -> draft.without(draft.fileKey())),
                new BadVersion("manifest missing", "missing-manifest", draft -> draft.without(draft.manifestKey())),
                new BadVersion("everything vanished", "missing-manifest", draft -> Map.of()),
                new BadVersion(
                        "truncated manifest",
                        "malformed-json",
                        draft -> draft.with(draft.manifestKey(), firstHalf(draft.manifest()))),
                new BadVersion("manifest of another version", "wrong-manifest", BadVersion::manifestOfAnother),
                new BadVersion("signature missing", "unsigned-manifest", draft -> draft.without(draft.signatureKey())),
                new BadVersion("signed by a foreign key", "untrusted-key", draft -> draft.withKey(SigningKey.generate())
                        .objects()),
                new BadVersion(
                        "signature of something else",
                        "wrong-signature",
                        draft -> draft.with(draft.signatureKey(), draft.signature("0".repeat(64)))),
                new BadVersion("larger than allowed", "too-large", draft -> draft.withSize(TOO_LARGE)
                        .objects()),
                new BadVersion("no network", "unloadable-model", draft -> draft.withNetwork(
                                "no network".getBytes(StandardCharsets.UTF_8))
                        .objects()),
                new BadVersion("wrong output shape", "signature-mismatch", BadVersion::otherShape),
                new BadVersion("outputs that are no numbers", "not-finite", draft -> networkOf(draft, Double.NaN)),
                new BadVersion(
                        "another network than was probed",
                        "probe-mismatch",
                        draft -> networkOf(draft, StampedModel.pixel(draft.version() + 1))));
    }

    private static byte[] firstHalf(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] tampered(VersionDraft draft) {
        byte[] network = draft.network();
        network[network.length / 2] ^= 1;
        return network;
    }

    private static Map<String, byte[]> manifestOfAnother(VersionDraft draft) throws IOException {
        return draft.with(
                draft.manifestKey(),
                VersionDraft.of(draft.model(), draft.version() + 1, draft.key()).manifest());
    }

    private static Map<String, byte[]> otherShape(VersionDraft draft) throws IOException {
        StampedModel other =
                new StampedModel(draft.model().name(), draft.model().seed(), WRONG_EDGE);
        return draft.withNetwork(
                        VersionDraft.of(other, draft.version(), draft.key()).network())
                .objects();
    }

    private static Map<String, byte[]> networkOf(VersionDraft draft, double pixel) throws IOException {
        return draft.withNetwork(VersionDraft.network(draft.model(), draft.version(), pixel))
                .objects();
    }
}
