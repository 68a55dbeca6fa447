package dev.gantry.inference.protocol.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gantry.contracts.sampling.LatentSampler;
import dev.gantry.inference.ServingProfile;
import dev.gantry.inference.TestPlatform;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.serving.testing.TinyGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServingProfile.class)
class ProtocolTest {
    private static final String MODEL = "protocol";
    private static final TinyGenerator GENERATOR = new TinyGenerator(0.3f, 0.1f);
    private static final String Z = Arrays.toString(LatentSampler.draw(5, 0, 2, 8));

    @Inject
    TestPlatform platform;

    @BeforeEach
    void serve() {
        if (given().get("/v1/models/" + MODEL).statusCode() != 200) {
            platform.serve(MODEL, GENERATOR);
        }
    }

    @Test
    void serverTellsItsNameAndHealth() {
        given().get("/v2")
                .then()
                .statusCode(200)
                .body("name", equalTo("gantry-inference"))
                .body("version", not(emptyString()))
                .body("extensions", contains("binary_tensor_data", "model_repository", "schedule_policy"));
        given().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        given().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/protocol", "/v2/models/protocol/versions/1"})
    void modelTellsItsTensors(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("name", equalTo(MODEL))
                .body("versions", contains("1"))
                .body("platform", equalTo("onnxruntime_onnx"))
                .body("inputs[0].name", equalTo("z"))
                .body("inputs[0].datatype", equalTo("FP32"))
                .body("inputs[0].shape", contains(-1, 8))
                .body("outputs[0].name", equalTo("image"))
                .body("outputs[0].shape", contains(-1, 1, 4, 4));
        given().get(path + "/ready")
                .then()
                .statusCode(200)
                .body("name", equalTo(MODEL))
                .body("ready", equalTo(true));
    }

    @Test
    void lookingAtVersionsLoadsNone() {
        String model = "looked-at";
        platform.models().publish(model, GENERATOR);
        platform.models().publish(model, GENERATOR);
        platform.serve(model, GENERATOR);
        String path = "/v2/models/" + model;

        given().get(path + "/versions/1/ready").then().statusCode(503).body("ready", equalTo(false));
        given().get(path + "/versions/1")
                .then()
                .statusCode(200)
                .body("versions", contains("3"))
                .body("inputs[0].name", equalTo("z"));
        for (String unknown : List.of("/versions/9", "/versions/9/ready", "/versions/x/ready")) {
            given().get(path + unknown).then().statusCode(404);
        }
        assertThat(given().get("/v1/models/" + model).jsonPath().<Integer>getList("versions.version"))
                .containsExactly(3);

        post(path + "/versions/1", request("'FP32'", "[2, 8]", Z)).then().statusCode(200);
        given().get(path + "/versions/1/ready").then().statusCode(200).body("ready", equalTo(true));
        given().get(path).then().body("versions", contains("3", "1"));
    }

    @Test
    void versionThatIsNotTrustedTellsNothing() {
        String model = "foreign-look";
        platform.models().publish(model, GENERATOR, SigningKey.generate());
        platform.serve(model, GENERATOR);

        given().get("/v2/models/" + model + "/versions/1")
                .then()
                .statusCode(409)
                .body("error", startsWith("version 1 of foreign-look cannot be loaded: untrusted-key"));
        given().get("/v2/models/" + model + "/versions/1/ready").then().statusCode(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/protocol", "/v2/models/protocol/versions/1"})
    void inferAnswersInTheProtocolsForm(String path) {
        Response response = post(path, request("'FP32'", "[2, 8]", Z));
        response.then()
                .statusCode(200)
                .body("model_name", equalTo(MODEL))
                .body("model_version", equalTo("1"))
                .body("id", equalTo("42"))
                .body("outputs.size()", equalTo(1))
                .body("outputs[0].name", equalTo("image"))
                .body("outputs[0].datatype", equalTo("FP32"))
                .body("outputs[0].shape", contains(2, 1, 4, 4));
        assertThat(values(response)).containsExactly(GENERATOR.samples(5, 2), within(1e-5f));
    }

    @Test
    void dataMayBeNestedAndOutputsChosen() {
        float[] z = LatentSampler.draw(5, 0, 2, 8);
        String nested =
                "[" + Arrays.toString(Arrays.copyOf(z, 8)) + "," + Arrays.toString(Arrays.copyOfRange(z, 8, 16)) + "]";
        Response response = post(
                "/v2/models/protocol",
                "{'parameters': {'priority': 1}, 'inputs': [{'name': 'z', 'shape': [2, 8], 'datatype': 'FP32', 'data': "
                        + nested + "}], 'outputs': [{'name': 'image'}]}");
        response.then().statusCode(200);
        assertThat(values(response)).containsExactly(GENERATOR.samples(5, 2), within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/models/protocol", "/v2/models/protocol/versions/1"})
    void tensorsTravelAsBytesBothWays(String path) {
        byte[] json = ("{\"id\": \"42\", \"parameters\": {\"binary_data_output\": true}, \"inputs\": [{\"name\": \"z\","
                        + " \"shape\": [2, 8], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": 64}}]}")
                .getBytes(StandardCharsets.UTF_8);
        Response response = given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", json.length)
                .body(BinaryTensors.join(json, List.of(LatentSampler.draw(5, 0, 2, 8))))
                .post(path + "/infer");
        response.then().statusCode(200).contentType("application/octet-stream");
        int head = Integer.parseInt(response.header("Inference-Header-Content-Length"));
        byte[] body = response.asByteArray();
        JsonPath answer = JsonPath.from(new String(body, 0, head, StandardCharsets.UTF_8));
        assertThat(answer.getString("id")).isEqualTo("42");
        assertThat(answer.getList("outputs[0].shape")).containsExactly(2, 1, 4, 4);
        assertThat(answer.getInt("outputs[0].parameters.binary_data_size")).isEqualTo(body.length - head);
        float[] values = new float[32];
        ByteBuffer.wrap(body, head, body.length - head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(values).containsExactly(GENERATOR.samples(5, 2), within(1e-5f));
    }

    @Test
    void inconsistentBinaryRequestIsAnErrorInTheProtocolsForm() {
        given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", 1000)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v2/models/protocol/infer")
                .then()
                .statusCode(400)
                .contentType(ContentType.JSON)
                .body(
                        "error",
                        equalTo(
                                "Inference-Header-Content-Length is 1000: must be the length of the JSON object, 1 to the"
                                        + " body's 2 bytes"));
    }

    @Test
    void requestIsGivenUpWhenItsOwnTimeIsUp() {
        String request = request("'FP32'", "[2, 8]", Z);
        post("/v2/models/protocol", "{'parameters': {'timeout': 1}, " + request.substring(1))
                .then()
                .statusCode(503)
                .body("error", endsWith("had too much to do to answer in time"));
        post("/v2/models/protocol", "{'parameters': {'timeout': 20000000}, " + request.substring(1))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | inputs is (absent): must be an array of tensors",
                "{'inputs': []} | inputs.z is (absent): it is required",
                "null | the document is null: must be an object",
                "{'inputs': [null]} | inputs[0] is (absent): must be a tensor",
                "{'inputs': [{'name': 'z', 'shape': [1, 8], 'datatype': 'FP32', 'data': [0,0,0,0,0,0,0,0]}], 'outputs': [null]} | outputs[0] is (absent): must name an output",
                "{'inputs': [{}]} | inputs[0].name is (absent): must name an input",
                "{'inputs': [{'name': 'z', 'shape': [1, 8]}]} | inputs[0].datatype is (absent): must be FP32",
                "{'inputs': [{'name': 'z', 'shape': [1, 8], 'datatype': 'INT8'}]} | inputs[0].datatype is INT8: must be FP32",
                "{'inputs': [{'name': 'z', 'datatype': 'FP32', 'data': [1]}]} | inputs[0].shape is (absent): must be an array of whole numbers",
                "{'inputs': [{'name': 'z', 'shape': [1, 8], 'datatype': 'FP32', 'data': [1]}]} | inputs[0].shape is [1, 8]: must fit the 1 values of data",
                "{'inputs': [{'name': 'z', 'shape': [0], 'datatype': 'FP32', 'data': []}]} | inputs[0].shape is [0]: must fit the 0 values of data",
                "{'inputs': [{'name': 'z', 'shape': [1, 2], 'datatype': 'FP32', 'data': [1, 2]}]} | inputs.z.shape is [1, 2]: must be [-1, 8] with one batch for all inputs",
                "{'inputs': [{'name': 'z', 'shape': [1], 'datatype': 'FP32', 'data': ['a']}]} | inputs[0].data is not as the protocol says: must hold numbers only",
                "{'inputs': [{'name': 'z', 'shape': [1], 'datatype': 'FP32', 'data': [1e39]}]} | inputs[0].data is not as the protocol says: 1e39 is beyond FP32",
                "{'inputs': [{'name': 'z', 'shape': [1], 'datatype': 'FP32', 'data': 'AAAA'}]} | inputs[0].data is not as the protocol says: must be an array of numbers",
                "{'inputs': [], 'output': []} | output is an unknown field: accepted are [id, inputs, outputs, parameters]",
            })
    void faultIsNamedInTheProtocolsForm(String body, String error) {
        post("/v2/models/protocol", body).then().statusCode(400).body("error", equalTo(error));
    }

    @Test
    void brokenJsonUnknownModelsAndHugeBatchesAreErrorsToo() {
        post("/v2/models/protocol", "{'inputs': ").then().statusCode(400).body("error", not(emptyString()));
        post("/v2/models/nobody", request("'FP32'", "[2, 8]", Z))
                .then()
                .statusCode(404)
                .body("error", equalTo("no model is named nobody"));
        notFound("/v2/models/protocol/versions/9").body("error", equalTo("version 9 of protocol does not exist"));
        notFound("/v2/models/protocol/versions/one")
                .body("error", equalTo("versions are whole numbers from 1: there is no one"));
        post("/v2/models/protocol", request("'FP32'", "[51, 8]", Arrays.toString(new float[51 * 8])))
                .then()
                .statusCode(413)
                .body("error", equalTo("the batch has 51 samples: at most 50 are accepted"));
    }

    @Test
    void whatFailsBeforeAnyEndpointIsToldInTheProtocolsFormToo() {
        given().contentType("text/plain")
                .body("x")
                .post("/v2/models/protocol/infer")
                .then()
                .statusCode(415)
                .contentType("application/json")
                .body("error", equalTo("Unsupported Media Type"));
        notFound("/v2/nothing").body("error", equalTo("Not Found"));
    }

    private static ValidatableResponse notFound(String path) {
        return given().get(path).then().statusCode(404);
    }

    private static String request(String datatype, String shape, String data) {
        return "{'id': '42', 'inputs': [{'name': 'z', 'shape': " + shape + ", 'datatype': " + datatype + ", 'data': "
                + data + "}]}";
    }

    private static Response post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path + "/infer");
    }

    private static float[] values(Response response) {
        List<Float> data = response.jsonPath().getList("outputs[0].data", Float.class);
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i);
        }
        return values;
    }
}
