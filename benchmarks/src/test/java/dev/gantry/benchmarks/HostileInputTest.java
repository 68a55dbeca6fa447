package dev.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.benchmarks.HostileInput.Answer;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.detection.DetectionRequest;
import dev.gantry.contracts.sampling.SampleRequest;
import dev.gantry.contracts.training.TrainingRequest;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.platform.signing.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileInputTest {
    private static final PictureLimits LIMITS = new PictureLimits(8 << 20, 6_000_000);

    static List<HostileInput> pictures() {
        return HostilePictures.all().stream()
                .filter(input -> !input.mediaType().startsWith("multipart"))
                .toList();
    }

    static List<HostileInput> documents() {
        return Stream.concat(HostileJson.all("x").stream(), HostilePaths.inDocuments("x").stream())
                .filter(input -> input.mediaType().equals(HostileInput.JSON)
                        && !input.path().startsWith("/v2"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void decoderRefusesWhatIsHarmfulAndReadsTheRest(HostileInput input) throws IOException {
        byte[] picture = input.body().bytes();
        if (input.answer() == Answer.HARMLESS) {
            assertThatCode(() -> PictureDecoder.decode(picture, LIMITS)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> PictureDecoder.decode(picture, LIMITS)).isInstanceOf(PictureException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void contractsRefuseEveryDocument(HostileInput input) throws IOException {
        byte[] document = input.body().bytes();
        assertThatThrownBy(() -> {
                    if (input.path().startsWith("/v1/jobs")) {
                        TrainingRequest.CONTRACT.decode(document);
                    } else if (input.path().startsWith("/v1/detections")) {
                        DetectionRequest.CONTRACT.decode(document);
                    } else {
                        SampleRequest.CONTRACT.decode(document);
                    }
                })
                .isInstanceOf(GantryException.class);
    }

    @Test
    void kindsDifferAndHaveAddresses() {
        List<HostileInput> all = Stream.concat(
                        HostileInput.all("x").stream(),
                        HostileCallers.all("x", HostileKeys.generate(), SigningKey.generate()).stream())
                .toList();
        assertThat(all).extracting(HostileInput::name).doesNotHaveDuplicates().hasSizeGreaterThan(200);
        assertThat(all).allSatisfy(input -> assertThat(URI.create("http://127.0.0.1" + input.path()))
                .hasNoFragment());
    }
}
