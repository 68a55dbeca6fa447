package dev.gantry.engine.train;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Where each pixel of some pictures is to come from: from another place of the same picture, or from nowhere and grey, 0. Values
 * are moved, never mixed, and take their gradients with them.
 */
final class PlaceChanges {
    private final int height;
    private final int width;
    private final int nowhere;
    private final long[][] sources;

    /** Everything stays where it is in pictures {@code [N, C, H, W]}. */
    PlaceChanges(Tensor pictures) {
        height = Math.toIntExact(pictures.size(2));
        width = Math.toIntExact(pictures.size(3));
        nowhere = height * width;
        sources = new long[Math.toIntExact(pictures.size(0))][nowhere];
        for (long[] picture : sources) {
            for (int place = 0; place < nowhere; place++) {
                picture[place] = place;
            }
        }
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Left and right change places. */
    void flip(int picture) {
        remap(picture, (row, column) -> row * width + width - 1 - column);
    }

    /** Moves a picture down and right; what comes in is grey. */
    void shift(int picture, int down, int right) {
        remap(picture, (row, column) -> {
            int fromRow = row - down;
            int fromColumn = column - right;
            boolean inside = fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
            return inside ? fromRow * width + fromColumn : nowhere;
        });
    }

    /** Makes a rectangle of half the sides around a pixel grey, as far as it lies in the picture. */
    void cut(int picture, int centreRow, int centreColumn) {
        remap(picture, (row, column) -> {
            boolean inside = within(row, centreRow, height / 2) && within(column, centreColumn, width / 2);
            return inside ? nowhere : row * width + column;
        });
    }

    /** The pictures with their pixels in their new places. */
    Tensor rearrange(Tensor pictures) {
        long count = sources.length;
        long channels = pictures.size(1);
        Tensor grey = torch.zeros_like(pictures.narrow(2, 0, 1).narrow(3, 0, 1)).flatten(2, -1);
        Tensor places = torch.cat(new TensorVector(pictures.flatten(2, -1), grey), 2);
        Tensor index = Tensor.create(flat(), count, 1, nowhere)
                .to(pictures.device(), torch.ScalarType.Long)
                .expand(count, channels, nowhere);
        return places.gather(2, index).view_as(pictures);
    }

    /** Where a place gets its pixel from. */
    @FunctionalInterface
    private interface Source {
        int of(int row, int column);
    }

    private void remap(int picture, Source source) {
        long[] before = sources[picture];
        long[] after = new long[nowhere];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = source.of(row, column);
                after[row * width + column] = from == nowhere ? nowhere : before[from];
            }
        }
        sources[picture] = after;
    }

    private static boolean within(int place, int centre, int extent) {
        int begin = centre - extent / 2;
        return place >= begin && place < begin + extent;
    }

    private long[] flat() {
        long[] all = new long[sources.length * nowhere];
        for (int picture = 0; picture < sources.length; picture++) {
            System.arraycopy(sources[picture], 0, all, picture * nowhere, nowhere);
        }
        return all;
    }
}
