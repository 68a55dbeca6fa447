package dev.gantry.detector.judge;

import dev.gantry.imaging.Picture;

/**
 * Where in a picture a detector's score comes from.
 *
 * @param score        of the picture
 * @param greatestDrop how far the score falls when the cell that it rests on most is covered, at least 0
 * @param picture      in the detector's proportions, coloured by the drop of each place
 */
public record Heatmap(String model, int version, double score, double greatestDrop, Picture picture) {}
