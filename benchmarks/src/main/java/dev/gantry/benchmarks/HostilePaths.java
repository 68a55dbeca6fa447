package dev.gantry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that are meant to lead elsewhere: in the path, or in a document. */
final class HostilePaths {
    private static final String UP = "..%2f..%2f..%2fetc%2fpasswd";
    private static final String LONG_NAME = "x".repeat(3000);

    private HostilePaths() {}

    static List<HostileInput> all(String model) {
        return Stream.concat(inPaths().stream(), inDocuments(model).stream()).toList();
    }

    static List<HostileInput> inDocuments(String model) {
        return Stream.concat(ofData().stream(), ofObjects(model).stream()).toList();
    }

    private static List<HostileInput> inPaths() {
        return List.of(
                get("job id that climbs", "/v1/jobs/" + UP),
                get("job id that climbs plainly", "/v1/jobs/../../../etc/passwd"),
                get("job id that climbs twice encoded", "/v1/jobs/%252e%252e%252fetc"),
                get("job id with a null byte", "/v1/jobs/a%00b"),
                get("job id that is too long", "/v1/jobs/" + LONG_NAME),
                get("job's samples elsewhere", "/v1/jobs/" + UP + "/samples/latest"),
                get("model that climbs", "/v1/models/" + UP),
                get("model that is too long", "/v1/models/" + LONG_NAME),
                get("version that climbs", "/v1/models/x/versions/" + UP),
                get("version without end", "/v1/models/x/versions/" + "9".repeat(400)),
                get("schema that climbs", "/v1/schemas/" + UP),
                get("tensors' model that climbs", "/v2/models/" + UP),
                get("tensors' version that climbs", "/v2/models/x/versions/" + UP),
                get("limit that is no number", "/v1/jobs?limit=../../1"),
                get("state of another kind", "/v1/jobs?state=%27%20OR%201=1"),
                samples("samples of a model that climbs", "/v1/models/" + UP + "/samples"),
                samples("samples of a model that is too long", "/v1/models/" + LONG_NAME + "/samples"),
                samples("samples of a model with a null byte", "/v1/models/a%00b/samples"),
                new HostileInput(
                        "detector that climbs",
                        "POST",
                        "/v1/detections?model=" + UP,
                        "image/png",
                        HostilePictures::noise,
                        HostileInput.Answer.REFUSED),
                new HostileInput(
                        "cancelling elsewhere",
                        "DELETE",
                        "/v1/jobs/" + UP,
                        HostileInput.JSON,
                        () -> new byte[0],
                        HostileInput.Answer.REFUSED));
    }

    /** What a job says that its data are. */
    private static List<HostileInput> ofData() {
        return Stream.of(
                        "file:../../etc/passwd",
                        "file:/etc/passwd",
                        "file:fashion-mnist/../../../etc",
                        "file:///etc/passwd",
                        "http://127.0.0.1:8080/data",
                        "s3://gantry/data/../models",
                        "s3://gantry/models/x",
                        "s3://gantry/data/%2e%2e/models",
                        "s3://../data/x")
                .map(uri -> HostileInput.post(
                        "job on " + uri, "/v1/jobs", () -> "{\"model\":\"x\",\"data\":{\"uri\":\"%s\"}}"
                                .formatted(uri)
                                .getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Which object is to be judged. */
    private static List<HostileInput> ofObjects(String model) {
        String digest = "0".repeat(64);
        return Stream.of(
                        "models/" + model + "/versions/1/manifest.json",
                        "data/../models/" + model + "/versions/1/manifest.json",
                        "data/./x.png",
                        "data//x.png",
                        "/data/x.png",
                        "data/%2e%2e/models/x",
                        "s3://elsewhere/data/x.png",
                        "file:///etc/passwd",
                        "http://127.0.0.1/x.png",
                        "data/x\\u0000.png",
                        "jobs/" + "x/".repeat(300) + "x")
                .map(object -> HostileInput.post(
                        "picture at " + object, "/v1/detections", () -> "{\"object\":\"%s\",\"sha256\":\"%s\"}"
                                .formatted(object, digest)
                                .getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static HostileInput get(String name, String path) {
        return new HostileInput(name, "GET", path, HostileInput.JSON, () -> new byte[0], HostileInput.Answer.REFUSED);
    }

    private static HostileInput samples(String name, String path) {
        return HostileInput.post(name, path, () -> "{}".getBytes(StandardCharsets.UTF_8));
    }
}
