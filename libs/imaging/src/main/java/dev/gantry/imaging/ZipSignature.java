package dev.gantry.imaging;

/** What a ZIP begins with, in which pictures may come: the header of its first file. */
public final class ZipSignature {
    private ZipSignature() {}

    /** Whether a file begins like a ZIP. */
    public static boolean sniff(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
}
