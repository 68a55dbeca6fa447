package dev.gantry.engine.detection;

import dev.gantry.engine.runtime.RandomStream;
import dev.gantry.imaging.Conversion;
import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureDecoder;
import dev.gantry.imaging.PictureEncoder;
import dev.gantry.imaging.PictureException;
import dev.gantry.imaging.PictureLimits;

/** What happens to pictures on their way to a detector. Real and synthetic ones take the same ways, or the way is what would be detected. */
enum Degradation {
    /** Stored without loss. */
    PLAIN {
        @Override
        Picture apply(Picture picture, RandomStream random) {
            return picture;
        }
    },
    /** Encoded as JPEG at a quality of {@value #MIN_JPEG_QUALITY} to {@value #MAX_JPEG_QUALITY}. */
    JPEG {
        @Override
        Picture apply(Picture picture, RandomStream random) {
            return jpeg(picture, MIN_JPEG_QUALITY + random.nextInt(MAX_JPEG_QUALITY - MIN_JPEG_QUALITY + 1));
        }
    },
    /** A Gaussian blur of 0.3 to 0.7 pixels. */
    BLUR {
        @Override
        Picture apply(Picture picture, RandomStream random) {
            return Blur.apply(picture, 0.3 + 0.4 * random.nextDouble());
        }
    },
    /** Enlarged up to {@value #MAX_ENLARGEMENT} times, and brought back by whoever judges it. */
    RESIZE {
        @Override
        Picture apply(Picture picture, RandomStream random) {
            double factor = 1 + (MAX_ENLARGEMENT - 1) * random.nextDouble();
            int height = (int) Math.round(picture.height() * factor);
            int width = (int) Math.round(picture.width() * factor);
            Picture larger = new Conversion(picture.channels(), height, width).apply(picture);
            return new Conversion(picture.channels(), picture.height(), picture.width()).apply(larger);
        }
    };

    static final int MAX_ENLARGEMENT = 4;
    static final int MIN_JPEG_QUALITY = 60;
    private static final int MAX_JPEG_QUALITY = 95;

    private static final PictureLimits UNLIMITED = new PictureLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** The picture after it; draws what it needs from {@code random}. */
    abstract Picture apply(Picture picture, RandomStream random);

    /** The picture after a JPEG round trip. */
    static Picture jpeg(Picture picture, int quality) {
        try {
            return PictureDecoder.decode(PictureEncoder.jpeg(picture, quality), UNLIMITED);
        } catch (PictureException e) {
            throw new IllegalStateException("a picture that was just encoded cannot be decoded", e);
        }
    }
}
