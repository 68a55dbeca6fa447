package dev.gantry.inference.protocol.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.gantry.contracts.Failure;
import dev.gantry.inference.protocol.proto.InferTensorContents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** FP32 values in messages: as bytes, least significant first, or as numbers. Values are copied once. */
final class TensorBytes {
    private TensorBytes() {}

    /**
     * @param path where the bytes stand
     * @throws dev.gantry.contracts.GantryException rejected, {@code invalid-request}, if they are no whole values
     */
    static float[] read(String path, ByteString bytes) {
        if (bytes.size() % Float.BYTES != 0) {
            throw Failure.Rejected.invalidField(
                            path, bytes.size() + " bytes", "must have a multiple of " + Float.BYTES + " bytes")
                    .asException();
        }
        float[] values = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    static ByteString write(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    static float[] numbers(InferTensorContents contents) {
        float[] values = new float[contents.getFp32ContentsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = contents.getFp32Contents(i);
        }
        return values;
    }

    static InferTensorContents contents(float[] values) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (float value : values) {
            contents.addFp32Contents(value);
        }
        return contents.build();
    }
}
