package dev.gantry.engine.data;

import dev.gantry.imaging.Picture;

/**
 * How large a dataset's pictures were before they were converted.
 *
 * @param minEdge least shorter edge in pixels
 * @param maxEdge greatest longer edge in pixels
 * @param maxAspect greatest ratio of the longer edge to the shorter one
 */
public record OriginalSizes(int minEdge, int maxEdge, double maxAspect) {

    static OriginalSizes of(int height, int width) {
        int shorter = Math.min(height, width);
        int longer = Math.max(height, width);
        return new OriginalSizes(shorter, longer, (double) longer / shorter);
    }

    static OriginalSizes of(Picture picture) {
        return of(picture.height(), picture.width());
    }

    /** The sizes that hold both. */
    OriginalSizes and(OriginalSizes other) {
        return new OriginalSizes(
                Math.min(minEdge, other.minEdge),
                Math.max(maxEdge, other.maxEdge),
                Math.max(maxAspect, other.maxAspect));
    }
}
