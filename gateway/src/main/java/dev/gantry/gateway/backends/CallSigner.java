package dev.gantry.gateway.backends;

import dev.gantry.contracts.Failure;
import dev.gantry.gateway.GatewayConfig;
import dev.gantry.gateway.auth.Caller;
import dev.gantry.platform.signing.SigningKey;
import dev.gantry.service.callers.Call;
import dev.gantry.service.callers.CallTokens;
import dev.gantry.service.callers.Target;
import dev.gantry.service.files.WatchedFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the services behind the gateway, under its signature, for whom a request is. */
@Singleton
public final class CallSigner {
    private final Optional<Supplier<SigningKey>> key;
    private final Clock clock;

    @Inject
    CallSigner(GatewayConfig config, WatchedFiles files, Clock clock) {
        this(config.callerKey().map(file -> files.watch("gantry.gateway.caller-key", file, CallSigner::key)), clock);
    }

    CallSigner(Optional<Supplier<SigningKey>> key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The token that a request must carry in {@link Call#HEADER}; none if there is no key to sign it by.
     *
     * @throws dev.gantry.contracts.GantryException rejected, {@code forbidden}, if the caller is a tenant's and there is no key
     */
    public Optional<String> token(Caller caller, Target target) {
        if (key.isEmpty() && !caller.reach().everything()) {
            throw new Failure.Rejected(
                            Failure.Rejected.FORBIDDEN,
                            "nothing of a tenant's is passed on before gantry.gateway.caller-key is set, since the"
                                    + " services behind would not hold it to its tenant")
                    .asException();
        }
        Call call = new Call(caller.name(), caller.tenant(), caller.reach());
        return key.map(signing -> CallTokens.sign(signing.get(), call, target, clock.instant()));
    }

    private static SigningKey key(List<byte[]> contents) {
        try {
            return SigningKey.parse(new String(contents.get(0), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new Failure.Fatal(
                            "invalid-configuration", "must be a PEM file of an Ed25519 private key: " + e.getMessage())
                    .asException();
        }
    }
}
