package dev.gantry.service.origin;

import dev.gantry.imaging.PerceptualHash;
import dev.gantry.imaging.Picture;
import dev.gantry.platform.store.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a mark says of a picture's pixels.
 *
 * @param pixelsSha256 as in {@link dev.gantry.contracts.origin.OriginMark}
 * @param look         as there
 */
public record Looks(String pixelsSha256, String look) {
    /** Of 64 bits, so that an edited picture is told from another one. */
    public static final int MOST_CHANGED_BITS = 4;

    public static Looks of(Picture picture) {
        byte[] pixels = picture.pixels();
        ByteBuffer digested = ByteBuffer.allocate(2 * Integer.BYTES + 1 + pixels.length)
                .putInt(picture.width())
                .putInt(picture.height())
                .put((byte) picture.channels())
                .put(pixels);
        return new Looks(Sha256.of(digested.array()), HexFormat.of().toHexDigits(PerceptualHash.of(picture)));
    }

    /** Whether it is the other picture after a small change. */
    boolean resembles(String otherLook) {
        return PerceptualHash.distance(HexFormat.fromHexDigitsToLong(look), HexFormat.fromHexDigitsToLong(otherLook))
                <= MOST_CHANGED_BITS;
    }
}
