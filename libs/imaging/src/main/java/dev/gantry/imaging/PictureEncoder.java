package dev.gantry.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures as PNG or JPEG. */
public final class PictureEncoder {
    private PictureEncoder() {}

    /** A PNG; decoding it gives the same picture. */
    public static byte[] png(Picture picture) {
        return encode(picture, PictureFormat.PNG, 1);
    }

    /**
     * A baseline JPEG.
     *
     * @param quality 1 to 100, on the usual scale of the Independent JPEG Group
     */
    public static byte[] jpeg(Picture picture, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is " + quality + ": must be 1 to 100");
        }
        return encode(picture, PictureFormat.JPEG, quality / 100f);
    }

    private static byte[] encode(Picture picture, PictureFormat format, float quality) {
        BufferedImage image = Rasters.toImage(picture);
        ImageWriter writer =
                ImageIO.getImageWritersByMIMEType(format.mediaType()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam options = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                options.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
