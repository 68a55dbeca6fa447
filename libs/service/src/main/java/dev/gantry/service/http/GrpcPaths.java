package dev.gantry.service.http;

/** Where calls of gRPC go in the terms of HTTP: a service's path, below which its methods are. */
public final class GrpcPaths {
    /** The Open Inference Protocol. */
    public static final String INFERENCE = "/inference.GRPCInferenceService/";

    private GrpcPaths() {}
}
