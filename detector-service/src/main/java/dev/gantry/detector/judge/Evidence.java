package dev.gantry.detector.judge;

import dev.gantry.contracts.Failure;
import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.Violation;
import dev.gantry.detector.DetectorConfig;
import dev.gantry.imaging.JpegQuality;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureFormat;
import dev.gantry.imaging.PictureLimits;
import dev.gantry.platform.store.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A picture that can be judged.
 *
 * @param sha256 of the bytes it came as; of the whole file for a frame of an animation
 * @param format {@code png}, {@code jpeg} or {@code gif}
 * @param jpegQuality as its tables tell it, 1 to 100; absent for other formats, and where they do not
 */
record Evidence(String sha256, String format, OptionalInt jpegQuality, Picture picture) {
    private static final String FIELD = "image.";
    private static final String JPEG = "jpeg";

    /**
     * Decodes a picture within limits.
     *
     * @throws GantryException rejected: {@code unsupported-media-type}, {@code too-large} or {@code invalid-request}, naming what
     *     was found and what is accepted
     */
    static Evidence decode(byte[] encoded, DetectorConfig.Picture limits) {
        try {
            Picture picture = PictureDecoder.decode(encoded, new PictureLimits(limits.maxBytes(), limits.maxPixels()));
            String format = PictureFormat.sniff(encoded)
                    .map(found -> found.name().toLowerCase(Locale.ROOT))
                    .orElseThrow();
            return new Evidence(Sha256.of(encoded), format, JpegQuality.of(encoded), picture);
        } catch (PictureException e) {
            throw refused(FIELD, e);
        }
    }

    boolean jpeg() {
        return format.equals(JPEG);
    }

    /** @param prefix of the field that is at fault, with its dot */
    static GantryException refused(String prefix, PictureException cause) {
        Violation violation = new Violation(prefix + cause.field(), cause.value(), cause.accepted());
        return new GantryException(
                new Failure.Rejected(code(cause.reason()), violation.sentence(), List.of(violation)), cause);
    }

    private static String code(PictureException.Reason reason) {
        return switch (reason) {
            case UNSUPPORTED_TYPE -> Failure.Rejected.UNSUPPORTED_MEDIA;
            case TOO_LARGE -> Failure.Rejected.TOO_LARGE;
            case MALFORMED -> Failure.Rejected.INVALID_REQUEST;
        };
    }
}
