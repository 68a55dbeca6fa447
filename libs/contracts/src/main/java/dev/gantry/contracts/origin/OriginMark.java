package dev.gantry.contracts.origin;

import static java.util.Objects.requireNonNull;

import dev.gantry.contracts.DetachedSignature;
import java.nio.charset.StandardCharsets;

/**
 * What a generated picture says of itself, as the text of a PNG chunk {@code iTXt} with the keyword {@value #KEYWORD}.
 *
 * @param model          that made it
 * @param version        of the model
 * @param manifestSha256 of the version, lower-case hex
 * @param pixelsSha256   of its width and height as big-endian 32-bit integers, the number of its channels as a byte, and its 8-bit
 *                       pixels {@code [C, H, W]}; lower-case hex
 * @param look           a 64-bit perceptual hash of it, 16 hexadecimal digits: few bits change when it is edited a little
 * @param source         {@value #TRAINED}
 * @param signature      of {@link Claim#message()}, for the purpose {@code gantry.origin/1}
 */
public record OriginMark(
        String model,
        int version,
        String manifestSha256,
        String pixelsSha256,
        String look,
        String source,
        DetachedSignature signature) {
    public static final String KEYWORD = "gantry:origin";

    /** Longest text that is read. */
    public static final int MAX_BYTES = 4096;

    /** The digital source type of the IPTC for what a trained network has made. */
    public static final String TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    public OriginMark {
        requireNonNull(model, "model");
        requireNonNull(manifestSha256, "manifestSha256");
        requireNonNull(pixelsSha256, "pixelsSha256");
        requireNonNull(look, "look");
        requireNonNull(source, "source");
        requireNonNull(signature, "signature");
    }

    /** What is signed. */
    public record Claim(
            String model, int version, String manifestSha256, String pixelsSha256, String look, String source) {
        /** The components in their order, a line each. */
        public byte[] message() {
            return String.join("\n", model, String.valueOf(version), manifestSha256, pixelsSha256, look, source)
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** The mark that makes this claim. */
        public OriginMark signed(DetachedSignature signature) {
            return new OriginMark(model, version, manifestSha256, pixelsSha256, look, source, signature);
        }
    }

    public Claim claim() {
        return new Claim(model, version, manifestSha256, pixelsSha256, look, source);
    }
}
