package dev.gantry.engine.data;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over numbers (32 bits each, big-endian) and samples. */
final class ContentDigest {
    private final MessageDigest digest;

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    ContentDigest add(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(IntBuffer.wrap(numbers));
        digest.update(bytes);
        return this;
    }

    ContentDigest add(SampleStore samples) {
        samples.digest(digest);
        return this;
    }

    /** Lower-case hex. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
