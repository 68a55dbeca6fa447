package dev.gantry.inference.protocol.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.contracts.Priority;
import dev.gantry.inference.protocol.InferCall;
import dev.gantry.inference.protocol.Inference;
import dev.gantry.inference.protocol.Scheduling;
import dev.gantry.serving.session.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The output is that of the examples in the specifications. */
class InferReplyTest {
    private static final Map<String, Tensor> COMPUTED =
            Map.of("output0", new Tensor(List.of(3L, 2L), new float[] {1.0f, 1.1f, 2.0f, 2.1f, 3.0f, 3.1f}));

    @Test
    void outputIsAnsweredAsJson() {
        InferReply reply = reply(List.of("output0"), false);
        assertThat(json(reply))
                .isEqualTo("{'model_name':'mymodel','model_version':'3','id':'42','outputs':[{'name':'output0',"
                        + "'datatype':'FP32','shape':[3,2],'data':[1.0,1.1,2.0,2.1,3.0,3.1]}]}");
        assertThat(reply.binary()).isEmpty();
    }

    @Test
    void outputIsAnsweredAsBytesLeastSignificantFirst() {
        InferReply reply = reply(List.of(), true);
        assertThat(json(reply))
                .isEqualTo("{'model_name':'mymodel','model_version':'3','id':'42','outputs':[{'name':'output0',"
                        + "'datatype':'FP32','shape':[3,2],'parameters':{'binary_data_size':24}}]}");
        byte[] body = BinaryTensors.join(new byte[] {'{', '}'}, reply.binary());
        assertThat(HexFormat.of().formatHex(body))
                .isEqualTo("7b7d" + "0000803f" + "cdcc8c3f" + "00000040" + "66660640" + "00004040" + "66664640");
    }

    @Test
    void outputThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> reply(List.of("output0", "output1"), true))
                .isInstanceOf(GantryException.class)
                .hasMessage("invalid-request: outputs[1].name is output1: must be one of [output0]");
    }

    private static InferReply reply(List<String> outputs, boolean binaryOutputs) {
        InferCall call =
                new InferCall(Optional.of("42"), Map.of(), outputs, new Scheduling(Optional.empty(), Priority.NORMAL));
        return InferReply.of(Inference.of("mymodel", 3, call, COMPUTED), new RestCall(call, Map.of(), binaryOutputs));
    }

    private static String json(InferReply reply) {
        return new String(Json.bytes(reply.answer()), StandardCharsets.UTF_8).replace('"', '\'');
    }
}
