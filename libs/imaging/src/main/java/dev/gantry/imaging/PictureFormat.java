package dev.gantry.imaging;

import java.util.HexFormat;
import java.util.Optional;

/** The encodings that are read, told apart by their first bytes and never by a name or a declared type. */
public enum PictureFormat {
    PNG("image/png", "89504e470d0a1a0a"),
    JPEG("image/jpeg", "ffd8ff");

    /** As many leading bytes as {@link #sniff} wants to see. */
    public static final int SIGNATURE_BYTES = 8;

    private final String mediaType;
    private final String signature;

    PictureFormat(String mediaType, String signature) {
        this.mediaType = mediaType;
        this.signature = signature;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The format whose signature the bytes begin with, or empty. */
    public static Optional<PictureFormat> sniff(byte[] head) {
        for (PictureFormat format : values()) {
            if (format.begins(head)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] head) {
        int shown = Math.min(head.length, SIGNATURE_BYTES);
        return HexFormat.of().formatHex(head, 0, shown).startsWith(signature);
    }
}
