package dev.gantry.benchmarks;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Pictures, and what is said to be one, that are meant to harm whoever decodes them. */
final class HostilePictures {
    private static final String PATH = "/v1/detections";
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final int EDGE = 28;
    private static final int MEBIBYTE = 1 << 20;
    private static final long INFLATED = 512L * MEBIBYTE;

    private HostilePictures() {}

    static List<HostileInput> all() {
        return List.of(
                refused("decompression bomb", PNG, HostilePictures::bomb),
                refused("PNG of 100,000 x 100,000 pixels", PNG, () -> empty(100_000, 100_000)),
                refused("PNG of 2^31 - 1 pixels a side", PNG, () -> empty(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                refused("PNG of no pixels", PNG, () -> empty(0, 0)),
                refused("PNG without pixel data", PNG, () -> empty(EDGE, EDGE)),
                harmless("pixel data that goes on and on", () -> picture().packed("IDAT", new byte[0], INFLATED)),
                harmless(
                        "packed iTXt chunk",
                        () -> withPixels(picture().packed("iTXt", text("gantry:origin\0\1\0\0\0"), INFLATED))),
                harmless(
                        "packed zTXt chunk", () -> withPixels(picture().packed("zTXt", text("Comment\0\0"), INFLATED))),
                harmless(
                        "packed iCCP chunk", () -> withPixels(picture().packed("iCCP", text("profile\0\0"), INFLATED))),
                harmless(
                        "packed chunks before a palette",
                        () -> withPixels(PngParts.header(EDGE, EDGE, PngParts.PALETTE)
                                .packed("iCCP", text("profile\0\0"), INFLATED)
                                .packed("zTXt", text("Comment\0\0"), INFLATED)
                                .chunk("PLTE", new byte[3]))),
                refused("GIF of 65,535 x 65,535 pixels", "image/gif", HostilePictures::gif),
                refused("JPEG of 65,535 x 65,535 pixels", JPEG, () -> jpegOf(65_535)),
                refused("truncated PNG", PNG, () -> firstHalf(noise())),
                refused("truncated JPEG", JPEG, () -> firstHalf(jpeg())),
                refused(
                        "PNG signature before HTML",
                        PNG,
                        () -> PngParts.signatureBefore(text("<html><script>alert(1)</script></html>"))),
                refused("PNG signature before a zip", PNG, () -> PngParts.signatureBefore(zip())),
                refused("zip that holds a PNG", PNG, HostilePictures::zip),
                refused("text said to be PNG", PNG, () -> text("no picture at all")),
                refused("unknown signature", "application/octet-stream", () -> new byte[4096]),
                refused("empty body", PNG, () -> new byte[0]),
                refused("more bytes than the detector takes", PNG, () -> padded(9 * MEBIBYTE)),
                refused("more bytes than the gateway takes", PNG, () -> padded(17 * MEBIBYTE)),
                refused("form without a file", "multipart/form-data; boundary=x", () -> text("--x--\r\n")),
                refused(
                        "form without an end",
                        "multipart/form-data; boundary=x",
                        () -> text(
                                "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"../../x\"\r\n\r\nx")),
                refused("form without a boundary", "multipart/form-data", () -> text("--x--\r\n")));
    }

    /** A picture in good faith. */
    static byte[] noise() {
        byte[] pixels = new byte[EDGE * EDGE];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return PictureEncoder.png(new Picture(1, EDGE, EDGE, pixels));
    }

    private interface Parts {
        PngParts make();
    }

    private static HostileInput refused(String name, String mediaType, HostileInput.Body body) {
        return new HostileInput(name, "POST", PATH, mediaType, body, HostileInput.Answer.REFUSED);
    }

    private static HostileInput harmless(String name, Parts parts) {
        return new HostileInput(name, "POST", PATH, PNG, () -> parts.make().end(), HostileInput.Answer.HARMLESS);
    }

    private static PngParts picture() {
        return PngParts.header(EDGE, EDGE, PngParts.GREY);
    }

    private static PngParts withPixels(PngParts parts) {
        return parts.packed("IDAT", new byte[0], EDGE * (EDGE + 1));
    }

    private static byte[] bomb() {
        int edge = 20_000;
        return PngParts.header(edge, edge, PngParts.GREY)
                .packed("IDAT", new byte[0], edge * (edge + 1L))
                .end();
    }

    private static byte[] empty(int width, int height) {
        return PngParts.header(width, height, PngParts.GREY).end();
    }

    private static byte[] gif() {
        return ByteBuffer.allocate(13)
                .put(text("GIF89a"))
                .putShort((short) 0xffff)
                .putShort((short) 0xffff)
                .array();
    }

    private static byte[] jpeg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(new java.io.ByteArrayInputStream(noise())), "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** A JPEG whose frame header claims another size. */
    private static byte[] jpegOf(int edge) throws IOException {
        byte[] bytes = jpeg();
        for (int i = 0; i + 8 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xc0) {
                ByteBuffer.wrap(bytes).putShort(i + 5, (short) edge).putShort(i + 7, (short) edge);
                return bytes;
            }
        }
        throw new IllegalStateException("the JPEG has no frame header");
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../picture.png"));
            zip.write(noise());
        }
        return bytes.toByteArray();
    }

    private static byte[] padded(int length) {
        return Arrays.copyOf(noise(), length);
    }

    private static byte[] firstHalf(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
