package dev.gantry.detector.judge;

import dev.gantry.imaging.Picture;
import java.util.Locale;

/** Which of a card's real pictures a picture is compared with. */
enum Stratum {
    /** Lossless, in the size that the detector sees. */
    PLAIN,
    /** JPEG of whatever size. */
    JPEG,
    /** Lossless, of a size that is brought to the detector's. */
    RESIZE;

    /** @param seen the picture as the detector sees it */
    static Stratum of(Evidence evidence, Picture seen) {
        if (evidence.jpeg()) {
            return JPEG;
        }
        boolean same =
                evidence.picture().width() == seen.width() && evidence.picture().height() == seen.height();
        return same ? PLAIN : RESIZE;
    }

    /** What cards call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
