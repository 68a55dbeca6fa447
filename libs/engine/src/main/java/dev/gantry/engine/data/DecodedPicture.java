package dev.gantry.engine.data;

import dev.gantry.imaging.Picture;

/** What became of a picture file. */
sealed interface DecodedPicture {
    /** A picture in the dataset's shape. */
    record Converted(Picture picture, OriginalSizes original) implements DecodedPicture {}

    /** A file that is no picture within the limits. */
    record Bad(SkippedFile file) implements DecodedPicture {}
}
