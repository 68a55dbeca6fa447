package dev.gantry.gateway.http;

import jakarta.ws.rs.core.Response;

/** PNG answers. */
public final class Pictures {
    private static final String PNG = "image/png";

    private Pictures() {}

    /** A picture that stays what it is under its address. */
    public static Response lasting(byte[] png) {
        return Response.ok(png, PNG)
                .header("Cache-Control", "private, max-age=86400, immutable")
                .build();
    }

    /** A picture that may be another one soon. */
    public static Response current(byte[] png) {
        return Response.ok(png, PNG).build();
    }
}
