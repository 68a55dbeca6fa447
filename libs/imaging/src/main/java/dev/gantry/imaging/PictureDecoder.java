package dev.gantry.imaging;

import dev.gantry.imaging.PictureException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes PNG and JPEG. Bytes are counted first and pixels are read from the header, so that a small file cannot ask for a large picture. */
public final class PictureDecoder {
    private PictureDecoder() {}

    /**
     * Decodes one picture: grey when it has one colour channel, colour otherwise; transparency is laid over white.
     *
     * @throws PictureException if it is neither PNG nor JPEG, breaks a limit or is damaged
     */
    public static Picture decode(byte[] encoded, PictureLimits limits) throws PictureException {
        limits.checkBytes(encoded.length);
        PictureFormat format = PictureFormat.sniff(encoded)
                .orElseThrow(
                        () -> new PictureException(Reason.UNSUPPORTED_TYPE, "signature", head(encoded), "PNG or JPEG"));
        ImageReader reader =
                ImageIO.getImageReadersByMIMEType(format.mediaType()).next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            return Rasters.toPicture(read(reader, input, limits));
        } catch (PictureException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the JDK's readers answer some damage with unchecked exceptions
            throw malformed(format, e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(ImageReader reader, ImageInputStream input, PictureLimits limits)
            throws IOException {
        // Ignoring metadata also leaves compressed text chunks packed.
        reader.setInput(input, true, true);
        limits.checkPixels(reader.getWidth(0), reader.getHeight(0));
        AtomicBoolean truncated = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.contains("Premature end") || warning.contains("premature end")) {
                truncated.set(true);
            }
        });
        BufferedImage image = reader.read(0);
        if (truncated.get()) {
            throw new IOException("the data ends before the picture does");
        }
        return image;
    }

    private static PictureException malformed(PictureFormat format, Exception cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        PictureException failure =
                new PictureException(Reason.MALFORMED, "data", text, "an undamaged " + format + " picture");
        failure.initCause(cause);
        return failure;
    }

    private static String head(byte[] encoded) {
        int length = Math.min(encoded.length, PictureFormat.SIGNATURE_BYTES);
        return length == 0 ? "(empty)" : "0x" + HexFormat.of().formatHex(encoded, 0, length);
    }
}
