package dev.gantry.gateway.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Json;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.gateway.backends.CallSigner;
import dev.gantry.platform.tracing.TraceContext;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.Target;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Asks the inference service which versions truly answer. It is not waited for long, and never needed. */
@Singleton
final class ServingStates {
    private static final Logger LOG = Logger.getLogger(ServingStates.class);
    private static final String MODELS = "/v1/models";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 4 << 20;

    private final URI url;
    private final CallSigner signer;
    private final HttpClient client;

    ServingStates(GatewayConfig config, CallSigner signer) {
        this.url = config.inferenceUrl();
        this.signer = signer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * What was found out.
     *
     * @param models  by name
     * @param unknown why nothing was; absent: it was
     */
    record Found(Map<String, Serving> models, Optional<String> unknown) {
        Optional<Serving> of(String model) {
            return Optional.ofNullable(models.get(model));
        }
    }

    /** Of all models that the caller may see and the service knows. */
    Found all(Caller caller) {
        return found(() -> {
            Map<String, Serving> models = new HashMap<>();
            ask(caller, MODELS)
                    .path("models")
                    .forEach(model -> models.put(model.path("name").asText(), Serving.of(model)));
            return models;
        });
    }

    Found of(Caller caller, String model) {
        return found(() -> Map.of(model, Serving.of(ask(caller, MODELS + "/" + model))));
    }

    /** Asks. */
    private interface Question {
        Map<String, Serving> ask();
    }

    private static Found found(Question question) {
        try {
            return new Found(question.ask(), Optional.empty());
        } catch (GantryException e) {
            LOG.debugf("event=serving-unknown code=%s", e.failure().code());
            return new Found(Map.of(), Optional.of(e.failure().message()));
        }
    }

    private JsonNode ask(Caller caller, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
        signer.token(caller, new Target("inference", "GET", path))
                .ifPresent(token -> request.header(Call.HEADER, token));
        TraceContext.inject(Context.current(), request, (carrier, name, value) -> carrier.header(name, value));
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request.build(), ServingStates::bounded);
        try {
            HttpResponse<byte[]> answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode body = Json.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw unknown(body.path("detail").asText("it answered " + answer.statusCode()));
            }
            return body;
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw unknown("it has not answered within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unknown("it is away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("the gateway stops");
        }
    }

    /** What tells no length, or too much of it, is no answer. */
    private static BodySubscriber<byte[]> bounded(HttpResponse.ResponseInfo answer) {
        long length = answer.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
        return length <= MAX_BYTES ? BodySubscribers.ofByteArray() : BodySubscribers.replacing(new byte[0]);
    }

    private static GantryException unknown(String why) {
        return new Failure.Retryable("serving-unknown", "the inference service was asked: " + why).asException();
    }
}
