package dev.gantry.platform.store;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InternalException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.Set;

/** What the faults of the object store mean to the platform. */
final class StoreFailures {
    static final String UNAVAILABLE = "store-unavailable";
    static final String ACCESS_DENIED = "store-access-denied";
    static final String REFUSED = "store-refused";
    static final String DIGEST_MISMATCH = "digest-mismatch";

    private static final Set<String> DENIALS =
            Set.of("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed");

    private StoreFailures() {}

    static GantryException of(String operation, String key, Exception cause) {
        return new GantryException(failure(operation + " " + key, cause), cause);
    }

    static boolean isMissing(Exception cause) {
        return status(cause) == 404;
    }

    static boolean isPreconditionFailed(Exception cause) {
        return status(cause) == 412;
    }

    private static Failure failure(String what, Exception cause) {
        int status = status(cause);
        if (cause instanceof ErrorResponseException response
                && DENIALS.contains(response.errorResponse().code())) {
            return new Failure.Fatal(ACCESS_DENIED, what + ": the object store does not accept the credentials");
        }
        if (status == 404) {
            return new Failure.Rejected(Failure.Rejected.NOT_FOUND, what + ": there is no such object");
        }
        if (isTransient(cause, status)) {
            return new Failure.Retryable(UNAVAILABLE, what + ": " + reason(cause));
        }
        return new Failure.Fatal(REFUSED, what + ": " + reason(cause));
    }

    private static boolean isTransient(Exception cause, int status) {
        return status >= 500
                || status == 408
                || status == 409
                || status == 429
                || cause instanceof InternalException
                || cause instanceof IOException
                || cause.getCause() instanceof IOException;
    }

    private static int status(Exception cause) {
        if (cause instanceof ErrorResponseException response) {
            return response.response().code();
        }
        return cause instanceof ServerException server ? server.statusCode() : 0;
    }

    private static String reason(Exception cause) {
        Throwable root = cause instanceof MinioException && cause.getCause() != null ? cause.getCause() : cause;
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
