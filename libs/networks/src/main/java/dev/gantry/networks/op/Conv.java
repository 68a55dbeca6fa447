package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * 2-D cross-correlation: input {@code [N, C, H, W]}, weight {@code [O, C / groups, kH, kW]}, optional bias {@code [O]},
 * output {@code [N, O, H', W']} with {@code H' = floor((H + 2 padding - dilation (kH - 1) - 1) / stride) + 1}.
 *
 * @param stride   step in both directions, at least 1
 * @param padding  zeros added on each side, at least 0
 * @param dilation distance between kernel taps, at least 1
 * @param groups   independent channel groups, at least 1
 */
public record Conv(int stride, int padding, int dilation, int groups) implements Op {

    public Conv {
        Checks.atLeast("Conv", "stride", stride, 1);
        Checks.atLeast("Conv", "padding", padding, 0);
        Checks.atLeast("Conv", "dilation", dilation, 1);
        Checks.atLeast("Conv", "groups", groups, 1);
    }

    /** An ungrouped, undilated convolution. */
    public Conv(int stride, int padding) {
        this(stride, padding, 1, 1);
    }

    @Override
    public Arity arity() {
        return Arity.WEIGHTED;
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = inputs.get(0);
        Shape weight = inputs.get(1);
        Checks.image(input);
        Checks.kernel(weight, "[out channels, in channels / groups, height, width]");
        Checks.channels(input.dim(1), weight.dim(1) * groups);
        if (weight.dim(0) % groups != 0) {
            throw new ShapeException(weight.dim(0) + " output channels do not divide into " + groups + " groups");
        }
        Checks.vectors(inputs, 2, weight.dim(0), List.of("bias"));
        return Shape.batched(
                weight.dim(0),
                extent(input.dim(2), weight.dim(2), "height"),
                extent(input.dim(3), weight.dim(3), "width"));
    }

    private int extent(int in, int kernel, String axis) {
        long room = in + 2L * padding - (long) dilation * (kernel - 1) - 1;
        return Checks.spatial(in, Math.floorDiv(room, stride) + 1, axis);
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs, Shape output) {
        Shape weight = inputs.get(1);
        return output.elements() * weight.dim(1) * weight.dim(2) * weight.dim(3);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.conv(this);
    }
}
