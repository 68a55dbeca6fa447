package dev.gantry.inference.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Priority;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.Scheduling;
import dev.gantry.serving.session.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tensors are those of the examples in the specifications of the protocol and of its binary extension. */
class InferCodecTest {
    private static final String INPUT0 = "'name': 'input0', 'shape': [2, 2], 'datatype': 'FP32'";
    private static final String INPUT1 = "'name': 'input1', 'shape': [3], 'datatype': 'FP32'";
    private static final float[] FOUR = {1, 2, 3, 4};
    private static final float[] THREE = {5, 6, 7};

    private final InferCodec codec = new InferCodec(Json.configure(new ObjectMapper()));

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2, 3, 4]", "[[1, 2], [3, 4]]", "[1.0, [2, [3e0]], 0.4e1]"})
    void dataIsTakenFlatOrNested(String data) {
        InferCall call = read("{'id': '42', 'inputs': [{" + INPUT0 + ", 'data': " + data + "}]}");
        assertThat(call.id()).contains("42");
        assertThat(tensor(call, "input0").shape()).containsExactly(2L, 2L);
        assertThat(values(call, "input0")).containsExactly(FOUR);
        assertThat(call.outputs()).isEmpty();
        assertThat(call.scheduling()).isEqualTo(new Scheduling(Optional.empty(), Priority.NORMAL));
    }

    @Test
    void typesOfTheSpecificationsExampleThatNoGeneratorTakesAreNamed() {
        assertThatThrownBy(() -> read("{'inputs': [{'name': 'input0', 'shape': [2, 2], 'datatype': 'UINT32',"
                        + " 'data': [1, 2, 3, 4]}], 'outputs': [{'name': 'output0'}]}"))
                .hasMessage("invalid-request: inputs[0].datatype is UINT32: must be FP32");
        assertThatThrownBy(() ->
                        read("{'inputs': [{'name': 'input1', 'shape': [3], 'datatype': 'BOOL', 'data': [true]}]}"))
                .hasMessage("invalid-request: inputs[0].data is not as the protocol says: must hold numbers only");
    }

    @Test
    void binaryTensorsStandBehindTheJsonInTheOrderOfTheInputs() {
        RestCall rest = rest(
                "{'inputs': [{" + INPUT0 + ", " + binary(16) + "}, {" + INPUT1 + ", " + binary(12)
                        + "}], 'outputs': [{'name': 'output0', 'parameters': {'binary_data': true}}]}",
                FOUR,
                THREE);
        assertThat(values(rest.call(), "input0")).containsExactly(FOUR);
        assertThat(values(rest.call(), "input1")).containsExactly(THREE);
        assertThat(rest.call().outputs()).containsExactly("output0");
        assertThat(rest.isBinary("output0")).isTrue();
    }

    @Test
    void jsonAndBinaryTensorsMix() {
        InferCall call = read(
                "{'inputs': [{" + INPUT0 + ", 'data': [1, 2, 3, 4]}, {" + INPUT1 + ", " + binary(12) + "}]}", THREE);
        assertThat(values(call, "input0")).containsExactly(FOUR);
        assertThat(values(call, "input1")).containsExactly(THREE);
    }

    @Test
    void headerMayTellThatTheWholeBodyIsJson() {
        assertThat(read("{'inputs': [{" + INPUT1 + ", 'data': [5, 6, 7]}]}", new float[0])
                        .inputs())
                .containsKey("input1");
    }

    @Test
    void outputsAreBinaryAsTheRequestSaysUnlessTheySayOtherwise() {
        RestCall rest = rest("{'parameters': {'binary_data_output': true}, 'inputs': [], 'outputs': [{'name': 'a'},"
                + " {'name': 'b', 'parameters': {'binary_data': false}}]}");
        assertThat(rest.call().outputs()).containsExactly("a", "b");
        assertThat(rest.isBinary("a")).isTrue();
        assertThat(rest.isBinary("b")).isFalse();
        assertThat(rest("{'inputs': []}").isBinary("a")).isFalse();
    }

    @Test
    void timeoutIsInMicrosecondsAndOnePriorityMeansMostUrgent() {
        Scheduling scheduling = read("{'inputs': [], 'parameters': {'timeout': 250000, 'priority': 1, 'other': 'x'}}")
                .scheduling();
        assertThat(scheduling).isEqualTo(new Scheduling(Optional.of(Duration.ofMillis(250)), Priority.HIGH));
        assertThat(priority(0)).isEqualTo(Priority.NORMAL);
        assertThat(priority(2)).isEqualTo(Priority.NORMAL);
        assertThat(priority(3)).isEqualTo(Priority.LOW);
    }

    @Test
    void timeoutShortensTheTimeAndNeverLengthensIt() {
        Duration longest = Duration.ofSeconds(30);
        assertThat(seconds(new Scheduling(Optional.empty(), Priority.NORMAL), longest))
                .isBetween(29.0, 30.0);
        assertThat(seconds(new Scheduling(Optional.of(Duration.ofSeconds(10)), Priority.NORMAL), longest))
                .isBetween(9.0, 10.0);
        assertThat(seconds(new Scheduling(Optional.of(Duration.ofDays(1)), Priority.NORMAL), longest))
                .isBetween(29.0, 30.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "16 | 20 | inputs[0].parameters.binary_data_size is 20: must be at most the 16 bytes that are left behind the JSON object, whose length Inference-Header-Content-Length tells",
                "16 | 15 | inputs[0].parameters.binary_data_size is 15: must be a multiple of 4",
                "16 | 12 | inputs[0].shape is [2, 2]: must fit the 3 values of data",
                "16 | 0 | inputs[0].shape is [2, 2]: must fit the 0 values of data",
                "16 | -4 | inputs[0].parameters.binary_data_size is -4: must be a whole number from 0",
                "16 | 1e1 | inputs[0].parameters.binary_data_size is 10.0: must be a whole number from 0",
                "16 | 9223372036854775808 | inputs[0].parameters.binary_data_size is 9223372036854775808: must be a whole number from 0",
                "16 | '16' | inputs[0].parameters.binary_data_size is \"16\": must be a whole number from 0",
            })
    void sizeThatDoesNotFitIsNamed(int bytes, String size, String error) {
        assertThatThrownBy(() -> read(
                        "{'inputs': [{" + INPUT0 + ", 'parameters': {'binary_data_size': " + size + "}}]}",
                        new float[bytes / Float.BYTES]))
                .hasMessage("invalid-request: " + error);
    }

    @Test
    void bytesThatNoInputTellsOfAreNamed() {
        String json = "{'inputs': [{" + INPUT0 + ", " + binary(16) + "}]}";
        assertThatThrownBy(() -> read(json, FOUR, THREE))
                .hasMessage("invalid-request: Inference-Header-Content-Length is " + json.length()
                        + ": must leave the 16 bytes behind it that the inputs' binary_data_size add up to, not 28");
    }

    @Test
    void valuesAreEitherInTheJsonOrBehindIt() {
        assertThatThrownBy(() -> read("{'inputs': [{" + INPUT0 + ", " + binary(16) + ", 'data': [1, 2, 3, 4]}]}", FOUR))
                .hasMessage("invalid-request: inputs[0].parameters.binary_data_size is 16: must be absent, as"
                        + " inputs[0].data holds the values");
        assertThatThrownBy(() -> read("{'inputs': [{" + INPUT0 + "}]}"))
                .hasMessage("invalid-request: inputs[0].data is (absent): must be an array of numbers, unless"
                        + " inputs[0].parameters.binary_data_size tells of them behind the JSON object");
    }

    @Test
    void valuesThatAreNotFiniteAreNamed() {
        assertThatThrownBy(() -> read(
                        "{'inputs': [{" + INPUT1 + ", " + binary(12) + "}]}",
                        new float[] {1, 2, Float.NEGATIVE_INFINITY}))
                .hasMessage("invalid-request: inputs[0].data[2] is -Infinity: must be finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "15", "1e1", "99999999999999999999", ""})
    void headerThatIsNoLengthOfTheBodyIsNamed(String header) {
        byte[] body = "{'inputs': []}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.read(body, Optional.of(header)))
                .hasMessage("invalid-request: Inference-Header-Content-Length is " + header
                        + ": must be the length of the JSON object, 1 to the body's 14 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'parameters': {'binary_data_output': 1} | parameters.binary_data_output is 1: must be true or false",
                "'parameters': {'timeout': -1} | parameters.timeout is -1: must be a whole number from 0",
                "'parameters': {'timeout': 1.5} | parameters.timeout is 1.5: must be a whole number from 0",
                "'parameters': {'priority': true} | parameters.priority is true: must be a whole number from 0",
                "'outputs': [{'name': 'a', 'parameters': {'binary_data': 'yes'}}] | outputs[0].parameters.binary_data is \"yes\": must be true or false",
                "'outputs': [{}] | outputs[0].name is (absent): must name an output",
            })
    void faultOfAParameterIsNamed(String field, String error) {
        assertThatThrownBy(() -> read("{'inputs': [], " + field + "}")).hasMessage("invalid-request: " + error);
    }

    private static float[] values(InferCall call, String input) {
        return tensor(call, input).values();
    }

    private static Tensor tensor(InferCall call, String input) {
        return Objects.requireNonNull(call.inputs().get(input), input);
    }

    private Priority priority(int value) {
        return read("{'inputs': [], 'parameters': {'priority': " + value + "}}")
                .scheduling()
                .priority();
    }

    private static double seconds(Scheduling scheduling, Duration longest) {
        return scheduling.options(longest).deadline().remainingNanos() * 1e-9;
    }

    private static String binary(int bytes) {
        return "'parameters': {'binary_data_size': " + bytes + "}";
    }

    private InferCall read(String json) {
        return rest(json).call();
    }

    private InferCall read(String json, float[]... tensors) {
        return rest(json, tensors).call();
    }

    private RestCall rest(String json) {
        return codec.read(utf8(json), Optional.empty());
    }

    private RestCall rest(String json, float[]... tensors) {
        byte[] head = utf8(json);
        ByteBuffer body =
                ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN).put(head);
        for (float[] tensor : tensors) {
            for (float value : tensor) {
                body.putFloat(value);
            }
        }
        byte[] whole = new byte[body.position()];
        body.flip().get(whole);
        return codec.read(whole, Optional.of(String.valueOf(head.length)));
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
