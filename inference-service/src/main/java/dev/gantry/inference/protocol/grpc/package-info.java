/** The Open Inference Protocol over gRPC. */
@NullMarked
package dev.gantry.inference.protocol.grpc;

import org.jspecify.annotations.NullMarked;
