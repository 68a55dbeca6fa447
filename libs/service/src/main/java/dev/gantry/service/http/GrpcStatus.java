package dev.gantry.service.http;

/** <a href="https://grpc.io/docs/guides/status-codes/">Status codes of gRPC</a> by the HTTP status of the same problem. */
public final class GrpcStatus {
    /** The header or trailer that says it. */
    public static final String FIELD = "grpc-status";

    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int PERMISSION_DENIED = 7;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int FAILED_PRECONDITION = 9;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private GrpcStatus() {}

    /** @param httpStatus 400 or above */
    public static int of(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 409 -> FAILED_PRECONDITION;
            case 413, 429, 507 -> RESOURCE_EXHAUSTED;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> httpStatus < 500 ? INVALID_ARGUMENT : INTERNAL;
        };
    }
}
