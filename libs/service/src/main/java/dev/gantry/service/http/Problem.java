package dev.gantry.service.http;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.Violation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Problem details of RFC 9457.
 *
 * @param type       {@code urn:gantry:problem:<code>}
 * @param title      the HTTP status in words
 * @param status     the HTTP status
 * @param detail     one sentence for people
 * @param code       stable, for programs
 * @param violations the fields at fault
 */
public record Problem(String type, String title, int status, String detail, String code, List<Violation> violations) {
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** 507, which Jakarta REST has no name for. */
    private static final Response.StatusType INSUFFICIENT_STORAGE = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 507;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.SERVER_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Insufficient Storage";
        }
    };

    /** What a client is told of a failure. Fatal ones are not explained to it. */
    public static Problem of(Failure failure) {
        return of(failure, status(failure));
    }

    /** What a client is told of a failure that has an HTTP status of its own. */
    public static Problem of(Failure failure, Response.StatusType status) {
        List<Violation> violations = failure instanceof Failure.Rejected rejected ? rejected.violations() : List.of();
        return new Problem(
                "urn:gantry:problem:" + failure.code(),
                status.getReasonPhrase(),
                status.getStatusCode(),
                failure.message(),
                failure.code(),
                violations);
    }

    private static Response.StatusType status(Failure failure) {
        if (failure instanceof Failure.Retryable) {
            return Response.Status.SERVICE_UNAVAILABLE;
        }
        if (failure instanceof Failure.Fatal) {
            return Response.Status.INTERNAL_SERVER_ERROR;
        }
        return switch (failure.code()) {
            case Failure.Rejected.UNAUTHORIZED, Failure.Rejected.INVALID_TOKEN -> Response.Status.UNAUTHORIZED;
            case Failure.Rejected.FORBIDDEN -> Response.Status.FORBIDDEN;
            case Failure.Rejected.NOT_FOUND -> Response.Status.NOT_FOUND;
            case Failure.Rejected.CONFLICT -> Response.Status.CONFLICT;
            case Failure.Rejected.TOO_LARGE -> Response.Status.REQUEST_ENTITY_TOO_LARGE;
            case Failure.Rejected.TOO_MANY -> Response.Status.TOO_MANY_REQUESTS;
            case Failure.Rejected.INSUFFICIENT_MEMORY -> INSUFFICIENT_STORAGE;
            case Failure.Rejected.UNSUPPORTED_MEDIA -> Response.Status.UNSUPPORTED_MEDIA_TYPE;
            default -> Response.Status.BAD_REQUEST;
        };
    }
}
