package dev.gantry.inference.protocol.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import dev.gantry.contracts.Priority;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.Inference;
import dev.gantry.inference.protocol.Scheduling;
import dev.gantry.inference.protocol.proto.ModelInferRequest;
import dev.gantry.inference.protocol.proto.ModelInferResponse;
import dev.gantry.serving.session.Tensor;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tensors are those of the examples in the specification of the protocol, in protobuf's text format. */
class InferMessagesTest {
    private static final String INPUT0 = "inputs {name: 'input0' shape: [2, 2] datatype: 'FP32'";
    private static final String NUMBERS = " contents {fp32_contents: [1, 2, 3, 4]}}";
    private static final String INPUT1 = " inputs {name: 'input1' shape: [3] datatype: 'FP32'";
    private static final ByteString FOUR = bytes("0000803f" + "00000040" + "00004040" + "00008040");
    private static final ByteString THREE = bytes("0000a040" + "0000c040" + "0000e040");

    @Test
    void valuesAreTakenAsNumbers() throws Exception {
        ModelInferRequest request = request("id: '42' " + INPUT0 + NUMBERS + INPUT1
                + " contents {fp32_contents: [5, 6, 7]}} outputs {name: 'output0'}");
        InferCall call = read(request);
        assertThat(call.id()).contains("42");
        assertThat(tensor(call, "input0").shape()).containsExactly(2L, 2L);
        assertThat(tensor(call, "input0").values()).containsExactly(1, 2, 3, 4);
        assertThat(tensor(call, "input1").values()).containsExactly(5, 6, 7);
        assertThat(call.outputs()).containsExactly("output0");
        assertThat(call.scheduling()).isEqualTo(new Scheduling(Optional.empty(), Priority.NORMAL));
        assertThat(InferMessages.wantsRaw(request)).isFalse();
    }

    @Test
    void valuesAreTakenAsBytesInTheOrderOfTheInputs() throws Exception {
        ModelInferRequest request = request(INPUT0 + "}" + INPUT1 + "}").toBuilder()
                .addRawInputContents(FOUR)
                .addRawInputContents(THREE)
                .build();
        assertThat(tensor(read(request), "input0").values()).containsExactly(1, 2, 3, 4);
        assertThat(tensor(read(request), "input1").values()).containsExactly(5, 6, 7);
        assertThat(InferMessages.wantsRaw(request)).isTrue();
    }

    @Test
    void parameterChoosesTheAnswersForm() throws Exception {
        String wish = "parameters {key: 'binary_data_output' value: {bool_param: %s}} ";
        assertThat(InferMessages.wantsRaw(request(wish.formatted("true") + INPUT0 + NUMBERS)))
                .isTrue();
        assertThat(InferMessages.wantsRaw(request(wish.formatted("false") + INPUT0 + "}").toBuilder()
                        .addRawInputContents(FOUR)
                        .build()))
                .isFalse();
    }

    @Test
    void outputIsAnsweredInEitherForm() throws Exception {
        Inference inference = new Inference(
                "mymodel",
                3,
                Optional.of("42"),
                List.of(new Inference.Output("output0", new Tensor(List.of(2L, 1L), new float[] {1, 1.1f}))));
        String head = "model_name: 'mymodel' model_version: '3' id: '42' outputs {name: 'output0' datatype: 'FP32'"
                + " shape: [2, 1]";
        assertThat(InferMessages.write(inference, false))
                .isEqualTo(TextFormat.parse(head + " contents {fp32_contents: [1, 1.1]}}", ModelInferResponse.class));
        assertThat(InferMessages.write(inference, true))
                .isEqualTo(TextFormat.parse(head + "}", ModelInferResponse.class).toBuilder()
                        .addRawOutputContents(bytes("0000803f" + "cdcc8c3f"))
                        .build());
    }

    @Test
    void timeIsTheShorterOfTheParameterAndTheCallsDeadline() throws Exception {
        ModelInferRequest request = request(
                "parameters {key: 'timeout' value: {int64_param: 250000}} parameters {key: 'priority' value: {uint64_param: 1}} "
                        + INPUT0 + NUMBERS);
        assertThat(read(request).scheduling())
                .isEqualTo(new Scheduling(Optional.of(Duration.ofMillis(250)), Priority.HIGH));
        assertThat(InferMessages.read(request, Optional.of(Duration.ofSeconds(1)))
                        .scheduling()
                        .timeout())
                .contains(Duration.ofMillis(250));
        assertThat(InferMessages.read(request, Optional.of(Duration.ofMillis(10)))
                        .scheduling()
                        .timeout())
                .contains(Duration.ofMillis(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "inputs {name: 'a' shape: [2] datatype: 'FP32'} | inputs[0].contents.fp32_contents is (absent): must hold the values, unless raw_input_contents does",
                "inputs {name: 'a' shape: [2] datatype: 'INT32' contents {int_contents: [1, 2]}} | inputs[0].datatype is INT32: must be FP32",
                "inputs {name: 'a' shape: [2] datatype: 'FP32' contents {fp32_contents: [1]}} | inputs[0].shape is [2]: must fit the 1 values of data",
                "inputs {name: 'a' datatype: 'FP32' contents {fp32_contents: [1]}} | inputs[0].shape is []: must fit the 1 values of data",
                "inputs {name: 'a' shape: [2] datatype: 'FP32' contents {fp32_contents: [1, nan]}} | inputs[0].contents.fp32_contents[1] is NaN: must be finite",
                "inputs {shape: [1] datatype: 'FP32'} | inputs[0].name is (absent): must name an input",
                "inputs {name: 'a' shape: [1]} | inputs[0].datatype is (absent): must be FP32",
                "outputs {} | outputs[0].name is (absent): must name an output",
                "raw_input_contents: 'abcd' | raw_input_contents is 1 entries: must have one for each of the 0 inputs",
                "inputs {name: 'a' shape: [1] datatype: 'FP32'} raw_input_contents: 'abc' | raw_input_contents[0] is 3 bytes: must have a multiple of 4 bytes",
                "inputs {name: 'a' shape: [1] datatype: 'FP32' contents {}} raw_input_contents: 'abcd' | inputs[0].contents is present: must be absent, as raw_input_contents has the values",
                "parameters {key: 'timeout' value: {string_param: '5'}} | parameters.timeout is \"5\": must be a whole number from 0",
                "parameters {key: 'priority' value: {uint64_param: 18446744073709551615}} | parameters.priority is 18446744073709551615: must be a whole number from 0",
                "parameters {key: 'timeout' value: {}} | parameters.timeout is null: must be a whole number from 0",
            })
    void faultIsNamed(String text, String error) throws Exception {
        ModelInferRequest request = request(text);
        assertThatThrownBy(() -> read(request)).hasMessage("invalid-request: " + error);
    }

    private static InferCall read(ModelInferRequest request) {
        return InferMessages.read(request, Optional.empty());
    }

    private static Tensor tensor(InferCall call, String input) {
        return Objects.requireNonNull(call.inputs().get(input), input);
    }

    private static ModelInferRequest request(String text) throws TextFormat.ParseException {
        return TextFormat.parse(text, ModelInferRequest.class);
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
