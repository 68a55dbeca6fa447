package dev.gantry.contracts.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says on {@link dev.gantry.contracts.Topics#AUDIT} that a gateway has read who may what, at its start or because it has changed.
 *
 * @param setting that names the file, for instance {@code gantry.gateway.access-file}
 * @param outcome whether it was taken over
 * @param code    why not, for instance {@code invalid-request}; the log names the fields
 * @param sha256  of the access document; absent for a file of keys, which must not be guessed from it
 * @param tenants that it names
 * @param keys    that it holds
 */
public record AuditedAccess(
        Instant at,
        String setting,
        Outcome outcome,
        Optional<String> code,
        Optional<String> sha256,
        OptionalInt tenants,
        OptionalInt keys) {

    /** What became of a file. */
    public enum Outcome {
        /** It holds from now on. */
        @JsonProperty("read")
        READ,
        /** What was read before still holds; a gateway that starts ends. */
        @JsonProperty("refused")
        REFUSED
    }
}
