package dev.gantry.contracts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.Priority;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRequestTest {
    @Test
    void emptyRequestHasDefaults() {
        assertThat(decode("{}"))
                .isEqualTo(new SampleRequest(
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        0,
                        Optional.empty(),
                        OptionalInt.empty(),
                        1,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        false,
                        Priority.NORMAL));
        assertThat(decode("{'interpolate':{'seeds':[1,2]}}").interpolate())
                .contains(new Interpolation(List.of(1L, 2L), 8, Interpolation.Kind.SLERP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'count':0} | count is 0: must be at least 1",
                "{'count':65537} | count is 65537: must be at most 65536",
                "{'seed':-1} | seed is -1: must be at least 0",
                "{'seed':9007199254740992} | seed is 9007199254740992: must be at most 9007199254740991",
                "{'first':-1} | first is -1: must be at least 0",
                "{'format':'gif'} | format is \"gif\": must be one of [\"png\",\"grid\",\"json\",\"csv\",\"zip\",\"npy\"]",
                "{'columns':0} | columns is 0: must be at least 1",
                "{'truncation':0} | truncation is 0: must be greater than 0",
                "{'truncation':1.01} | truncation is 1.01: must be at most 1",
                "{'truncation':1e400} | truncation is beyond all numbers of 64 bits: must be finite",
                "{'truncation':-1e1000000000} | truncation is beyond all numbers of 64 bits: must be finite",
                "{'interpolate':{}} | interpolate.seeds is (absent): it is required",
                "{'interpolate':{'seeds':[1]}} | interpolate.seeds is [1]: must have at least 2 elements",
                "{'interpolate':{'seeds':[1,-2]}} | interpolate.seeds.1 is -2: must be at least 0",
                "{'interpolate':{'seeds':[1,2],'steps':1}} | interpolate.steps is 1: must be at least 2",
                "{'interpolate':{'seeds':[1,2],'kind':'cubic'}} | interpolate.kind is \"cubic\": must be one of [\"slerp\",\"linear\"]",
                "{'interpolate':{'seeds':[1,2],'step':3}} | interpolate.step is an unknown field: accepted are seeds, steps, kind",
                "{'version':0} | version is 0: must be at least 1",
                "{'cuont':3} | cuont is an unknown field: accepted are count, seed, first, format, columns, truncation, interpolate, version, alias, deterministic, priority",
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
