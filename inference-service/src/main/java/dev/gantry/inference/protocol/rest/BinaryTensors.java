package dev.gantry.inference.protocol.rest;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * The tensors behind the JSON object of a body, as the <a
 * href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md">binary tensor data
 * extension</a> has them: FP32 values, least significant byte first, row-major, one tensor after the other.
 */
final class BinaryTensors {
    /** Header with the length of the JSON object in bytes. */
    static final String HEADER = "Inference-Header-Content-Length";

    /** Parameter of a tensor with its length in bytes. */
    static final String SIZE = "binary_data_size";

    private final int begin;
    private final ByteBuffer bytes;

    private BinaryTensors(int begin, ByteBuffer bytes) {
        this.begin = begin;
        this.bytes = bytes;
    }

    /**
     * @param header as it came; absent: the whole body is JSON
     * @throws GantryException rejected, {@code invalid-request}, if it is no length that the JSON object can have
     */
    static BinaryTensors of(byte[] body, Optional<String> header) {
        int begin = header.map(value -> length(value, body.length)).orElse(body.length);
        return new BinaryTensors(
                begin, ByteBuffer.wrap(body, begin, body.length - begin).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Where they begin: the length of the JSON object in bytes. */
    int begin() {
        return begin;
    }

    /**
     * The next tensor's values; copied once.
     *
     * @param path of the tensor's parameters, for instance {@code inputs[0].parameters}
     * @param size in bytes
     * @throws GantryException rejected, {@code invalid-request}, if there are not so many bytes, or they are no whole values
     */
    float[] take(String path, long size) {
        if (size > bytes.remaining()) {
            throw invalid(
                    path + "." + SIZE,
                    String.valueOf(size),
                    "must be at most the " + bytes.remaining()
                            + " bytes that are left behind the JSON object, whose length " + HEADER + " tells");
        }
        if (size % Float.BYTES != 0) {
            throw invalid(path + "." + SIZE, String.valueOf(size), "must be a multiple of " + Float.BYTES);
        }
        float[] values = new float[(int) size / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + (int) size);
        return values;
    }

    /** @throws GantryException rejected, {@code invalid-request}, if there are bytes that no tensor has taken */
    void end() {
        if (bytes.hasRemaining()) {
            int taken = bytes.position() - begin;
            throw invalid(
                    HEADER,
                    String.valueOf(begin),
                    "must leave the " + taken + " bytes behind it that the inputs' " + SIZE + " add up to, not "
                            + (taken + bytes.remaining()));
        }
    }

    /** A JSON object with tensors behind it; their values are copied once. */
    static byte[] join(byte[] json, List<float[]> tensors) {
        int values = tensors.stream().mapToInt(tensor -> tensor.length).reduce(0, Math::addExact);
        byte[] body = new byte[Math.addExact(json.length, Math.multiplyExact(values, Float.BYTES))];
        ByteBuffer rest = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).put(json);
        for (float[] tensor : tensors) {
            rest.asFloatBuffer().put(tensor);
            rest.position(rest.position() + tensor.length * Float.BYTES);
        }
        return body;
    }

    private static int length(String value, int most) {
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw invalid(HEADER, value, "must be the length of the JSON object, 1 to the body's " + most + " bytes");
        }
        return Integer.parseInt(value);
    }

    private static GantryException invalid(String field, String value, String accepted) {
        return Failure.Rejected.invalidField(field, value, accepted).asException();
    }
}
