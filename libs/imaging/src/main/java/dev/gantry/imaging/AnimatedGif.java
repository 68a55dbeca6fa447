package dev.gantry.imaging;

import dev.gantry.imaging.PictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes the frames of a GIF as people see them: each over what the ones before it have left. */
public final class AnimatedGif {
    private AnimatedGif() {}

    /** Whether a file begins like a GIF. */
    public static boolean sniff(byte[] head) {
        String signature = new String(head, 0, Math.min(6, head.length), StandardCharsets.US_ASCII);
        return signature.equals("GIF87a") || signature.equals("GIF89a");
    }

    /**
     * Decodes one frame after the other; only one is in memory at a time. Transparency is laid over white.
     *
     * @param visitor gets every frame, in colour, of the whole animation's size
     * @throws PictureException if it has too many frames or pixels, in which case nothing is decoded, or is damaged
     */
    public static void decode(byte[] encoded, AnimationLimits limits, Consumer<Picture> visitor)
            throws PictureException {
        GifLayout layout = layout(encoded);
        limits.check(layout.width(), layout.height(), layout.frames().size());
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded)), false, true);
        try {
            int[] canvas = new int[layout.width() * layout.height()];
            for (int i = 0; i < layout.frames().size(); i++) {
                GifLayout.Frame frame = layout.frames().get(i);
                canvas = show(read(reader, i, frame), frame, canvas, layout.width(), visitor);
            }
        } finally {
            reader.dispose();
        }
    }

    private static GifLayout layout(byte[] encoded) throws PictureException {
        try {
            return GifLayout.read(encoded);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private static BufferedImage read(ImageReader reader, int index, GifLayout.Frame frame) throws PictureException {
        try {
            BufferedImage image = reader.read(index);
            if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
                throw new IOException("frame " + index + " has another size than it says");
            }
            return image;
        } catch (IOException | RuntimeException e) { // the JDK's reader answers some damage with unchecked exceptions
            throw malformed(e);
        }
    }

    /** @return what the frame leaves to the next one */
    private static int[] show(
            BufferedImage image, GifLayout.Frame frame, int[] canvas, int width, Consumer<Picture> visitor) {
        int[] before = frame.disposal() == GifLayout.Frame.RESTORE ? canvas.clone() : canvas;
        int[] row = new int[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            image.getRGB(0, y, frame.width(), 1, row, 0, frame.width());
            int at = (frame.top() + y) * width + frame.left();
            for (int x = 0; x < frame.width(); x++) {
                if (row[x] >>> 24 != 0) {
                    canvas[at + x] = row[x];
                }
            }
        }
        BufferedImage whole = new BufferedImage(width, canvas.length / width, BufferedImage.TYPE_INT_ARGB);
        whole.setRGB(0, 0, width, canvas.length / width, canvas, 0, width);
        visitor.accept(Rasters.toPicture(whole));
        if (frame.disposal() == GifLayout.Frame.CLEAR) {
            for (int y = frame.top(); y < frame.top() + frame.height(); y++) {
                Arrays.fill(canvas, y * width + frame.left(), y * width + frame.left() + frame.width(), 0);
            }
        }
        return before;
    }

    private static PictureException malformed(Exception cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        PictureException failure = new PictureException(Reason.MALFORMED, "data", text, "an undamaged GIF");
        failure.initCause(cause);
        return failure;
    }
}
