package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Priority;
import dev.gantry.contracts.models.SampleSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRequestTest {
    private static final SampleSpec PICTURES = new SampleSpec.Images(1, 28, 28);
    private static final SampleSpec POINTS = new SampleSpec.Points(2, List.of(0.0, 1.0), List.of(1.0, 2.0));

    @Test
    void emptyRequestAsksForAGridOfSixteen() {
        SampleRequest request = decode("{}");
        assertThat(request)
                .isEqualTo(new SampleRequest(
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        false,
                        Priority.NORMAL));
        assertThat(request.countOf(PICTURES)).isEqualTo(16);
        assertThat(request.formatOf(PICTURES)).isEqualTo(SampleFormat.GRID);
        assertThat(request.formatOf(POINTS)).isEqualTo(SampleFormat.JSON);
    }

    @Test
    void formatsThatTheSamplesDoNotHaveAreRefused() {
        assertThatThrownBy(() -> decode("{'format':'grid'}").formatOf(POINTS))
                .hasMessage(
                        "invalid-request: format is grid: must be one of png, json, csv: the model makes points of 2 numbers");
        assertThatThrownBy(() -> decode("{'format':'csv'}").formatOf(PICTURES))
                .hasMessage(
                        "invalid-request: format is csv: must be one of png, grid, json: the model makes 28 × 28 grey pixels");
    }

    @Test
    void plotHoldsAllPoints() {
        assertThat(decode("{'format':'png','count':200}").countOf(POINTS)).isEqualTo(200);
    }

    @Test
    void pngIsOnePicture() {
        assertThat(decode("{'format':'png'}").countOf(PICTURES)).isEqualTo(1);
        assertThatThrownBy(() -> decode("{'format':'png','count':2}").countOf(PICTURES))
                .hasMessage("invalid-request: count is 2: must be 1 for format png; grid and json take more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'count':0} | count is 0: must be at least 1",
                "{'count':1025} | count is 1025: must be at most 1024",
                "{'seed':-1} | seed is -1: must be at least 0",
                "{'seed':9007199254740992} | seed is 9007199254740992: must be at most 9007199254740991",
                "{'format':'gif'} | format is \"gif\": must be one of [\"png\",\"grid\",\"json\",\"csv\"]",
                "{'version':0} | version is 0: must be at least 1",
                "{'cuont':3} | cuont is an unknown field: accepted are count, seed, format, version, alias, deterministic, priority",
            })
    void faultIsNamedWithWhatIsAccepted(String json, String sentence) {
        assertThatThrownBy(() -> decode(json)).hasMessage("invalid-request: " + sentence);
    }

    @Test
    void schemaAndCodeAgreeOnTheBounds() {
        var properties = SampleRequest.CONTRACT.schema().path("properties");
        assertThat(properties.at("/count/maximum").asInt()).isEqualTo(SampleRequest.MAX_COUNT);
        assertThat(properties.at("/seed/maximum").asLong()).isEqualTo(LatentSampler.MAX_SEED);
    }

    private static SampleRequest decode(String json) {
        return SampleRequest.CONTRACT.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
