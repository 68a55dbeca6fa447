package dev.gantry.gateway.auth;

import dev.gantry.contracts.Failure;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.audit.AccessListener;
import dev.gantry.service.files.WatchedFiles;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out who calls. */
@Singleton
public final class Authenticator {
    private static final String KEY_FILE = "gantry.gateway.api-key-file";
    private static final String ACCESS_FILE = "gantry.gateway.access-file";
    private static final String KEY = "an API key is needed, as Authorization: Bearer or X-API-Key";
    private static final String KEY_OR_TOKEN =
            "an API key or a token is needed, as Authorization: Bearer, or the key as X-API-Key";

    private final KeyRing setting;
    private final Supplier<KeyRing> file;
    private final Supplier<AccessBook> book;
    private final TokenCallers tokens;
    private final Clock clock;

    Authenticator(
            GatewayConfig config,
            WatchedFiles files,
            TokenCallers tokens,
            Clock clock,
            AccessListener listener,
            PrometheusRegistry registry) {
        this.tokens = tokens;
        AuditedParser audited = new AuditedParser(listener, clock);
        this.clock = clock;
        setting = KeyRing.ofOperator(config.apiKey().stream().toList());
        file = config.apiKeyFile()
                .map(path -> files.watch(KEY_FILE, path, audited.keys(KEY_FILE, Authenticator::operatorKeys)))
                .orElse(() -> new KeyRing(List.of()));
        book = config.accessFile()
                .map(path -> files.watch(
                        ACCESS_FILE, path, audited.document(ACCESS_FILE, contents -> AccessBook.read(contents.get(0)))))
                .orElse(() -> AccessBook.EMPTY);
        GaugeWithCallback.builder()
                .name("gantry_gateway_key_expiration_timestamp_seconds")
                .help("When the next key of the access file ends, seconds since 1970; absent if none does")
                .callback(gauge -> book.get()
                        .keys()
                        .nextEnd(clock.instant())
                        .ifPresent(end -> gauge.call((double) end.getEpochSecond())))
                .register(registry);
        if (setting.entries().isEmpty()
                && file.get().entries().isEmpty()
                && book.get().keys().entries().isEmpty()
                && !tokens.accepted()) {
            throw new Failure.Fatal(
                            "invalid-configuration",
                            "gantry.gateway.api-key, gantry.gateway.api-key-file and gantry.gateway.access-file hold"
                                    + " no key and gantry.gateway.oidc.issuer is not set: one of them is needed")
                    .asException();
        }
    }

    /**
     * Who shows these.
     *
     * @return fails with a {@link dev.gantry.contracts.GantryException}: rejected, {@code unauthorized}, {@code invalid-token} or
     *     {@code forbidden}; or to be retried, while the issuer of tokens is away
     */
    public Uni<Caller> authenticate(Credentials credentials) {
        return Uni.createFrom().deferred(() -> caller(credentials));
    }

    private Uni<Caller> caller(Credentials credentials) {
        Optional<Caller> caller = credentials.key().flatMap(this::find);
        if (caller.isEmpty()) {
            return credentials
                    .bearer()
                    .filter(tokens::recognize)
                    .map(token -> tokens.authenticate(token, book.get()))
                    .orElseGet(() -> refused(tokens.accepted() ? KEY_OR_TOKEN : KEY));
        }
        if (caller.get().expired(clock.instant())) {
            return refused("the API key has expired");
        }
        return Uni.createFrom().item(caller.get());
    }

    private Optional<Caller> find(String key) {
        Optional<Caller> set = setting.find(key);
        Optional<Caller> inFile = file.get().find(key);
        Optional<Caller> inBook = book.get().keys().find(key);
        return set.or(() -> inFile).or(() -> inBook);
    }

    private static Uni<Caller> refused(String reason) {
        return Uni.createFrom().failure(new Failure.Rejected(Failure.Rejected.UNAUTHORIZED, reason).asException());
    }

    private static KeyRing operatorKeys(List<byte[]> contents) {
        KeyRing keys = KeyRing.ofOperator(
                new String(contents.get(0), StandardCharsets.UTF_8).lines().toList());
        if (keys.entries().isEmpty()) { // as while it is being written
            throw new Failure.Fatal("invalid-configuration", "it holds no key").asException();
        }
        return keys;
    }
}
