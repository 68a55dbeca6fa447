package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRequestTest {
    @Test
    void emptyRequestAsksForAGridOfSixteen() {
        SampleRequest request = decode("{}");
        assertThat(request)
                .isEqualTo(new SampleRequest(
                        OptionalInt.empty(), OptionalLong.empty(), SampleFormat.GRID, OptionalInt.empty()));
        assertThat(request.samples()).isEqualTo(16);
    }

    @Test
    void pngIsOnePicture() {
        assertThat(decode("{'format':'png'}").samples()).isEqualTo(1);
        assertThatThrownBy(() -> decode("{'format':'png','count':2}").samples())
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
                "{'format':'gif'} | format is \"gif\": must be one of [\"png\",\"grid\",\"json\"]",
                "{'version':0} | version is 0: must be at least 1",
                "{'cuont':3} | cuont is an unknown field: accepted are count, seed, format, version",
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
