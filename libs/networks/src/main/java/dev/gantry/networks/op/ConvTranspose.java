package dev.gantry.networks.op;

import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * 2-D transposed convolution: input {@code [N, C, H, W]}, weight {@code [C, O / groups, kH, kW]}, optional bias
 * {@code [O]}, output {@code [N, O, H', W']} with
 * {@code H' = (H - 1) stride - 2 padding + dilation (kH - 1) + outputPadding + 1}.
 *
 * @param stride        spacing of the input's elements in the output, at least 1
 * @param padding       rows and columns cut from each side of the full result, at least 0
 * @param outputPadding extra extent on the far sides, less than the stride or the dilation
 * @param dilation      distance between kernel taps, at least 1
 * @param groups        independent channel groups, at least 1
 */
public record ConvTranspose(int stride, int padding, int outputPadding, int dilation, int groups) implements Op {

    public ConvTranspose {
        Checks.atLeast("ConvTranspose", "stride", stride, 1);
        Checks.atLeast("ConvTranspose", "padding", padding, 0);
        Checks.atLeast("ConvTranspose", "outputPadding", outputPadding, 0);
        Checks.atLeast("ConvTranspose", "dilation", dilation, 1);
        Checks.atLeast("ConvTranspose", "groups", groups, 1);
        if (outputPadding >= Math.max(stride, dilation)) {
            throw new IllegalArgumentException("ConvTranspose: outputPadding is " + outputPadding
                    + ", must be less than stride " + stride + " or dilation " + dilation);
        }
    }

    /** An ungrouped, undilated transposed convolution without output padding. */
    public ConvTranspose(int stride, int padding) {
        this(stride, padding, 0, 1, 1);
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
        Checks.kernel(weight, "[in channels, out channels / groups, height, width]");
        Checks.channels(input.dim(1), weight.dim(0));
        if (input.dim(1) % groups != 0) {
            throw new ShapeException(input.dim(1) + " input channels do not divide into " + groups + " groups");
        }
        int channels = Math.multiplyExact(weight.dim(1), groups);
        Checks.vectors(inputs, 2, channels, List.of("bias"));
        return Shape.batched(
                channels, extent(input.dim(2), weight.dim(2), "height"), extent(input.dim(3), weight.dim(3), "width"));
    }

    private int extent(int in, int kernel, String axis) {
        long out = (in - 1L) * stride - 2L * padding + (long) dilation * (kernel - 1) + outputPadding + 1;
        return Checks.spatial(in, out, axis);
    }

    @Override
    public long multiplyAccumulates(List<Shape> inputs, Shape output) {
        Shape weight = inputs.get(1);
        return inputs.get(0).elements() * weight.dim(1) * weight.dim(2) * weight.dim(3);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.convTranspose(this);
    }
}
