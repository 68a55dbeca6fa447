package dev.gantry.contracts.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says on {@link dev.gantry.contracts.Topics#AUDIT} that a request was answered. It holds no key, no body and no query.
 *
 * @param at         when the answer had gone out or broken off
 * @param caller     by name; absent: nobody was recognised
 * @param tenant     the caller's; absent: the operator's, or nobody's
 * @param address    of the peer of the connection, which may be a proxy; absent when {@code count} requests came from several
 * @param action     method and template of the path, for instance {@code POST /v1/models/{model}/samples}
 * @param target     what it was about; of {@code count} requests only what they have in common
 * @param outcome    whether the caller might
 * @param code       of the refusal; absent: there was none
 * @param status     of HTTP; absent: the caller had gone before
 * @param grpcStatus of a call of gRPC
 * @param traceId    of its trace; absent: it belongs to none
 * @param count      how many requests this stands for; refusals that repeat are told as one
 */
public record AuditedRequest(
        Instant at,
        Optional<String> caller,
        Optional<String> tenant,
        Optional<String> address,
        String action,
        Target target,
        Outcome outcome,
        Optional<String> code,
        OptionalInt status,
        OptionalInt grpcStatus,
        Optional<String> traceId,
        long count) {

    /** Whether a caller might do what it asked for. */
    public enum Outcome {
        /** It was done, or failed for another reason, which the status tells. */
        @JsonProperty("allowed")
        ALLOWED,
        @JsonProperty("refused")
        REFUSED
    }

    /**
     * What a request was about, as far as its path, its job or its answer name it.
     *
     * @param version   that was asked for, or that answered
     * @param requestId of a verdict
     */
    public record Target(
            Optional<String> model,
            Optional<String> version,
            Optional<String> alias,
            Optional<String> jobId,
            Optional<String> requestId) {
        /** Nothing by name. */
        public static final Target NONE =
                new Target(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
