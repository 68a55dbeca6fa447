package dev.gantry.gateway.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
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
        return get(discovery())
                .map(this::keysUrl)
                .chain(this::get)
                .map(IssuerDocuments::parse)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new IOException("it has not answered within " + PATIENCE.toSeconds() + " s"));
    }

    private String discovery() {
        String base = issuer.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WELL_KNOWN;
    }

    private String keysUrl(Buffer document) {
        try {
            JsonNode metadata = Json.readTree(document.getBytes());
            if (!metadata.path("issuer").asText().equals(issuer.toString())) {
                throw unusable("its discovery document is of another issuer");
            }
            boolean secure = "https".equals(issuer.getScheme());
            URI keys = URI.create(metadata.path("jwks_uri").asText());
            if (keys.getHost() == null || (secure && !"https".equals(keys.getScheme()))) {
                throw unusable("jwks_uri of its discovery document is no URL, or none of https");
            }
            return keys.toString();
        } catch (GantryException | IllegalArgumentException e) {
            throw unusable("its discovery document is none: " + e.getMessage());
        }
    }

    private static List<JsonWebKey> parse(Buffer document) {
        try {
            List<JsonWebKey> keys = new JsonWebKeySet(document.toString(StandardCharsets.UTF_8)).getJsonWebKeys();
            if (keys.isEmpty()) {
                throw unusable("it shows no key that can be used");
            }
            return List.copyOf(keys);
        } catch (JoseException | ClassCastException e) {
            throw unusable("its keys are no JSON Web Key Set");
        }
    }

    private static VertxException unusable(String problem) {
        return new VertxException(problem, true);
    }

    /** Ends the request when nobody waits for it any longer. */
    private Uni<Buffer> get(String url) {
        return Uni.createFrom().deferred(() -> {
            Future<HttpClientRequest> request = client.request(new RequestOptions()
                    .setAbsoluteURI(url)
                    .setFollowRedirects(false)
                    .putHeader("Accept", "application/json"));
            Future<Buffer> body = request.compose(HttpClientRequest::send).compose(answer -> body(url, answer));
            return Uni.createFrom()
                    .completionStage(body.toCompletionStage())
                    .onCancellation()
                    .invoke(() -> request.onSuccess(HttpClientRequest::reset));
        });
    }

    private static Future<Buffer> body(String url, HttpClientResponse answer) {
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
        return whole.future()
                .compose(body -> answer.statusCode() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(url + " is answered with " + answer.statusCode()));
    }
}
