package dev.gantry.gateway.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** What an issuer shows to everybody: where its keys are (OpenID Connect Discovery 1.0) and the keys (RFC 7517). */
final class IssuerDocuments {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 18;

    private final URI issuer;
    private final HttpClient client;

    IssuerDocuments(URI issuer, HttpClient client) {
        this.issuer = issuer;
        this.client = client;
    }

    /** The keys that tokens may be signed by now; fails if the issuer does not answer as it should. */
    Uni<List<JsonWebKey>> keys() {
        return Uni.createFrom()
                .completionStage(() -> get(discovery()).compose(this::keysOf).toCompletionStage())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new IOException("it has not answered within " + PATIENCE.toSeconds() + " s"));
    }

    private String discovery() {
        String base = issuer.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WELL_KNOWN;
    }

    private Future<List<JsonWebKey>> keysOf(Buffer document) {
        try {
            JsonNode metadata = Json.readTree(document.getBytes());
            if (!metadata.path("issuer").asText().equals(issuer.toString())) {
                return Future.failedFuture("its discovery document is of another issuer");
            }
            boolean secure = "https".equals(issuer.getScheme());
            URI keys = URI.create(metadata.path("jwks_uri").asText());
            if (keys.getHost() == null || (secure && !"https".equals(keys.getScheme()))) {
                return Future.failedFuture("jwks_uri of its discovery document is no URL, or none of https");
            }
            return get(keys.toString()).compose(IssuerDocuments::parse);
        } catch (GantryException | IllegalArgumentException e) {
            return Future.failedFuture("its discovery document is none: " + e.getMessage());
        }
    }

    private static Future<List<JsonWebKey>> parse(Buffer document) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(document.toString(StandardCharsets.UTF_8)).getJsonWebKeys();
            return keys.isEmpty()
                    ? Future.failedFuture("it shows no key that can be used")
                    : Future.succeededFuture(List.copyOf(keys));
        } catch (JoseException | ClassCastException e) {
            return Future.failedFuture("its keys are no JSON Web Key Set");
        }
    }

    private Future<Buffer> get(String url) {
        return client.request(new RequestOptions()
                        .setAbsoluteURI(url)
                        .setFollowRedirects(false)
                        .setIdleTimeout(PATIENCE.toMillis())
                        .putHeader("Accept", "application/json"))
                .compose(HttpClientRequest::send)
                .compose(answer -> body(answer)
                        .compose(read -> answer.statusCode() == 200
                                ? Future.succeededFuture(read)
                                : Future.failedFuture(url + " is answered with " + answer.statusCode())));
    }

    private static Future<Buffer> body(HttpClientResponse answer) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        answer.exceptionHandler(whole::tryFail);
        answer.endHandler(end -> whole.tryComplete(read));
        answer.handler(part -> {
            if (read.length() + part.length() > MAX_BYTES) {
                answer.request().reset();
                whole.tryFail("it answers with more than the accepted " + MAX_BYTES + " bytes");
            } else {
                read.appendBuffer(part);
            }
        });
        return whole.future();
    }
}
