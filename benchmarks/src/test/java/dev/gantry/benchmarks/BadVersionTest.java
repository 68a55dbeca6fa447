package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadVersionTest {
    private static final StampedModel MODEL = new StampedModel("stamped", 11);

    static List<BadVersion> kinds() {
        return BadVersion.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindStoresSomethingElseThanATrainerWould(BadVersion kind) throws IOException {
        VersionDraft draft = VersionDraft.of(MODEL, 3, SigningKey.generate());

        assertThat(text(kind.spoil().objects(draft))).isNotEqualTo(text(draft.objects()));
    }

    @Test
    void tamperedFileKeepsItsSize() throws IOException {
        VersionDraft draft = VersionDraft.of(MODEL, 3, SigningKey.generate());
        BadVersion tampered = kinds().stream()
                .filter(kind -> kind.code().equals("digest-mismatch"))
                .findFirst()
                .orElseThrow();

        assertThat(tampered.spoil().objects(draft).get(draft.fileKey()))
                .hasSameSizeAs(draft.network())
                .isNotEqualTo(draft.network());
    }

    @Test
    void kindsDiffer() {
        assertThat(kinds()).extracting(BadVersion::name).doesNotHaveDuplicates();
    }

    @Test
    void draftIsTheSameEachTime() throws IOException {
        VersionDraft draft = VersionDraft.of(MODEL, 3, SigningKey.generate());

        assertThat(text(draft.objects())).isEqualTo(text(draft.objects())).hasSize(3);
        assertThat(Arrays.equals(draft.network(), VersionDraft.network(MODEL, 3, StampedModel.pixel(3))))
                .isTrue();
    }

    private static Map<String, String> text(Map<String, byte[]> objects) {
        return objects.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> HexFormat.of()
                .formatHex(entry.getValue())));
    }
}
