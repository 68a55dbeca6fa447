package dev.gantry.benchmarks;

import dev.gantry.imaging.Picture;
import dev.gantry.imaging.PictureEncoder;

/** How pictures are stored before a detector gets them; real ones and samples alike, by one encoder. */
enum Condition {
    PLAIN {
        @Override
        byte[] encode(Picture picture) {
            return PictureEncoder.png(picture);
        }
    },
    JPEG75 {
        @Override
        byte[] encode(Picture picture) {
            return PictureEncoder.jpeg(picture, 75);
        }
    };

    /** The picture's file. */
    abstract byte[] encode(Picture picture);
}
