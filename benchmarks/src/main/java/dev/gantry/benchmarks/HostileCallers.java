package dev.gantry.benchmarks;

import dev.gantry.benchmarks.HostileInput.Answer;
import dev.gantry.benchmarks.HostileInput.Body;
import dev.gantry.benchmarks.HostileInput.Sender;
import dev.gantry.platform.signing.SignedTokens;
import dev.gantry.platform.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Requests of callers that must not be let in, or not to what they ask for. */
final class HostileCallers {
    private static final String API_KEY = "X-API-Key";
    private static final String CALL = "Gantry-Call";
    private static final String CALL_TYPE = "gantry-call+jwt";
    private static final Duration LIFE = Duration.ofSeconds(30);

    /** Prefix of every model. */
    private static final String EVERYTHING = "";

    private final String model;
    private final HostileKeys keys;
    private final SigningKey gateway;
    private final SigningKey foreign = SigningKey.generate();
    private final List<HostileInput> all = new ArrayList<>();

    private HostileCallers(String model, HostileKeys keys, SigningKey gateway) {
        this.model = model;
        this.keys = keys;
        this.gateway = gateway;
    }

    /**
     * @param model   that is not the tenant's; its job has the same name
     * @param gateway what the gateway signs its calls by
     */
    static List<HostileInput> all(String model, HostileKeys keys, SigningKey gateway) {
        HostileCallers callers = new HostileCallers(model, keys, gateway);
        callers.all.add(HostileInput.post(
                "job id of another request",
                "/v1/jobs",
                json("{\"jobId\":\"%1$s\",\"model\":\"%1$s\",\"data\":{\"uri\":\"file:x\"}}".formatted(model))));
        callers.strangers();
        callers.onlookers();
        callers.neighbours();
        callers.pastTheGateway("inference", "/v1/models/" + model + "/samples", HostileInput.JSON, json("{}"));
        callers.pastTheGateway("inference", "/v2/models/" + model + "/infer", HostileInput.JSON, json("{}"));
        callers.pastTheGateway("detector", "/v1/detections", "image/png", HostilePictures::noise);
        return List.copyOf(callers.all);
    }

    /** Without a key that holds. */
    private void strangers() {
        for (String path : List.of("/v1/jobs", "/v1/models/" + model, "/v2/models/" + model)) {
            add("no key for " + path, "GET", path, json(""), Map.of());
            add("unknown key for " + path, "GET", path, json(""), Map.of(API_KEY, "x".repeat(40)));
            add("expired key for " + path, "GET", path, json(""), Map.of(API_KEY, keys.expired()));
            add("endless key for " + path, "GET", path, json(""), Map.of(API_KEY, "x".repeat(4000)));
        }
        add("key as a password", "GET", "/v1/jobs", json(""), Map.of("Authorization", "Basic " + keys.full()));
    }

    /** With a key that may only look. */
    private void onlookers() {
        String own = HostileKeys.PREFIX + "x";
        Map<String, String> looking = Map.of(API_KEY, keys.looking());
        add("job without the scope", "POST", "/v1/jobs", job(own, "s3://gantry/data/elsewhere/x"), looking);
        add("samples without the scope", "POST", "/v1/models/" + own + "/samples", json("{}"), looking);
        add("tensors without the scope", "POST", "/v2/models/" + own + "/infer", json("{}"), looking);
        add("detection without the scope", "POST", "/v1/detections", json("{}"), looking);
        add("rollback without the scope", "POST", "/v1/models/" + own + "/rollback", json(""), looking);
        add("unloading without the scope", "POST", "/v2/repository/models/" + own + "/unload", json(""), looking);
    }

    /** With a tenant's own key, to what is another's. */
    private void neighbours() {
        Map<String, String> tenant = Map.of(API_KEY, keys.full());
        for (String path : List.of(
                "/v1/models/" + model,
                "/v1/models/" + model + "/versions/1",
                "/v1/models/" + model + "/versions/1/preview",
                "/v1/models/" + HostileKeys.PREFIX + "x/../" + model,
                "/v1/jobs/" + model,
                "/v1/jobs/" + model + "/events",
                "/v1/jobs/" + model + "/samples/latest",
                "/v2/models/" + model,
                "/v2/models/" + model + "/versions/1")) {
            add("another's " + path, "GET", path, json(""), tenant);
        }
        add("samples of another's model", "POST", "/v1/models/" + model + "/samples", json("{}"), tenant);
        add("tensors of another's model", "POST", "/v2/models/" + model + "/infer", json("{}"), tenant);
        add("unloading another's model", "POST", "/v2/repository/models/" + model + "/unload", json(""), tenant);
        add("rollback of another's model", "POST", "/v1/models/" + model + "/rollback", json(""), tenant);
        add("promotion of another's model", "PUT", "/v1/models/" + model + "/aliases/champion", json("{}"), tenant);
        add("cancelling another's job", "DELETE", "/v1/jobs/" + model, json(""), tenant);
        add("job under another's name", "POST", "/v1/jobs", job(model, "s3://gantry/data/elsewhere/x"), tenant);
        add("job on another's data", "POST", "/v1/jobs", job(HostileKeys.PREFIX + "x", "s3://gantry/data/x"), tenant);
        add(
                "another's detector",
                "POST",
                "/v1/detections?model=" + model,
                HostilePictures::noise,
                "image/png",
                Map.of(API_KEY, keys.full()));
        add(
                "token of one's own making",
                "POST",
                "/v1/models/" + model + "/samples",
                json("{}"),
                Map.of(
                        API_KEY,
                        keys.full(),
                        CALL,
                        token(foreign, EVERYTHING, "inference", "/v1/models/" + model + "/samples", Duration.ZERO)));
    }

    /** Straight at a service, with tokens that are none. */
    private void pastTheGateway(String service, String path, String mediaType, Body body) {
        String other = service.equals("inference") ? "detector" : "inference";
        direct("no token", service, path, mediaType, body, () -> Map.of());
        direct("token that is text", service, path, mediaType, body, () -> Map.of(CALL, "operator"));
        token("token that is unsigned", service, path, mediaType, body, () -> unsigned(service, path));
        token("token that was changed", service, path, mediaType, body, () -> changed(service, path));
        token(
                "token of a foreign key",
                service,
                path,
                mediaType,
                body,
                () -> token(foreign, EVERYTHING, service, path, Duration.ZERO));
        token(
                "token that has expired",
                service,
                path,
                mediaType,
                body,
                () -> token(gateway, EVERYTHING, service, path, Duration.ofMinutes(-2)));
        token(
                "token of the future",
                service,
                path,
                mediaType,
                body,
                () -> token(gateway, EVERYTHING, service, path, Duration.ofMinutes(10)));
        token(
                "token for another path",
                service,
                path,
                mediaType,
                body,
                () -> token(gateway, EVERYTHING, service, "/v1/models/x/samples", Duration.ZERO));
        token(
                "token for another service",
                service,
                path,
                mediaType,
                body,
                () -> token(gateway, EVERYTHING, other, path, Duration.ZERO));
    }

    private void token(String name, String service, String path, String mediaType, Body body, Supplier<String> token) {
        direct(name, service, path, mediaType, body, () -> Map.of(CALL, token.get()));
    }

    private void direct(
            String name,
            String service,
            String path,
            String mediaType,
            Body body,
            Supplier<Map<String, String>> headers) {
        all.add(new HostileInput(
                name + " at " + service + path,
                "POST",
                path,
                mediaType,
                body,
                Answer.REFUSED,
                Optional.of(new Sender(service, headers))));
    }

    private void add(String name, String method, String path, Body body, Map<String, String> headers) {
        add(name, method, path, body, HostileInput.JSON, headers);
    }

    private void add(
            String name, String method, String path, Body body, String mediaType, Map<String, String> headers) {
        Sender sender = new Sender("gateway", () -> headers);
        all.add(new HostileInput(name, method, path, mediaType, body, Answer.REFUSED, Optional.of(sender)));
    }

    /**
     * What the gateway would send with a request, see ADR 027.
     *
     * @param models prefix of the models that are within reach
     * @param later  from now on that it holds
     */
    private static String token(SigningKey key, String models, String service, String path, Duration later) {
        Instant issued = Instant.now().plus(later);
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("gantry-gateway");
        claims.setSubject("operator");
        claims.setAudience(service);
        claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(issued.plus(LIFE).getEpochSecond()));
        claims.setStringClaim("htm", "POST");
        claims.setStringClaim("htu", path);
        claims.setStringListClaim("models", models);
        claims.setStringListClaim("data", models);
        return SignedTokens.sign(key, CALL_TYPE, claims);
    }

    /** What the gateway would sign, without the signature. */
    private String unsigned(String service, String path) {
        String header = "{\"alg\":\"none\",\"typ\":\"gantry-call+jwt\"}";
        String claims = token(gateway, EVERYTHING, service, path, Duration.ZERO).split("\\.", -1)[1];
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + claims
                + ".";
    }

    /** The operator's claims under the signature of a tenant's. */
    private String changed(String service, String path) {
        String[] tenant =
                token(gateway, HostileKeys.PREFIX, service, path, Duration.ZERO).split("\\.", -1);
        String[] operator =
                token(foreign, EVERYTHING, service, path, Duration.ZERO).split("\\.", -1);
        return tenant[0] + "." + operator[1] + "." + tenant[2];
    }

    private static Body job(String model, String data) {
        return json("{\"model\":\"%s\",\"data\":{\"uri\":\"%s\"}}".formatted(model, data));
    }

    private static Body json(String document) {
        return () -> document.getBytes(StandardCharsets.UTF_8);
    }
}
