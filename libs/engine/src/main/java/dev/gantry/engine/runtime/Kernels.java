package dev.gantry.engine.runtime;

import dev.gantry.networks.op.Add;
import dev.gantry.networks.op.AveragePool;
import dev.gantry.networks.op.BatchNorm;
import dev.gantry.networks.op.Concat;
import dev.gantry.networks.op.Conv;
import dev.gantry.networks.op.ConvTranspose;
import dev.gantry.networks.op.LayerNorm;
import dev.gantry.networks.op.LeakyRelu;
import dev.gantry.networks.op.Linear;
import dev.gantry.networks.op.Log;
import dev.gantry.networks.op.MatMul;
import dev.gantry.networks.op.MaxPool;
import dev.gantry.networks.op.Mul;
import dev.gantry.networks.op.Op;
import dev.gantry.networks.op.ReduceMean;
import dev.gantry.networks.op.Relu;
import dev.gantry.networks.op.Reshape;
import dev.gantry.networks.op.Sqrt;
import dev.gantry.networks.op.Sub;
import dev.gantry.networks.op.Tanh;
import dev.gantry.networks.op.Upsample;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What each operation means in libtorch. */
final class Kernels implements Op.Visitor<Kernel> {
    @Override
    public Kernel add(Add op) {
        return (in, training) -> in[0].add(in[1]);
    }

    @Override
    public Kernel averagePool(AveragePool op) {
        long[] kernel = both(op.kernel());
        long[] stride = both(op.stride());
        return (in, training) -> torch.avg_pool2d(in[0], kernel, stride, both(0), false, true, new LongOptional());
    }

    @Override
    public Kernel batchNorm(BatchNorm op) {
        return (in, training) -> torch.batch_norm(
                in[0],
                optional(in, 1),
                optional(in, 2),
                optional(in, 3),
                optional(in, 4),
                training,
                op.momentum(),
                op.epsilon(),
                false);
    }

    @Override
    public Kernel concat(Concat op) {
        return (in, training) -> torch.cat(new TensorVector(in), op.axis());
    }

    @Override
    public Kernel conv(Conv op) {
        long[] stride = both(op.stride());
        long[] padding = both(op.padding());
        long[] dilation = both(op.dilation());
        return (in, training) -> torch.conv2d(in[0], in[1], optional(in, 2), stride, padding, dilation, op.groups());
    }

    @Override
    public Kernel convTranspose(ConvTranspose op) {
        long[] stride = both(op.stride());
        long[] padding = both(op.padding());
        long[] outputPadding = both(op.outputPadding());
        long[] dilation = both(op.dilation());
        return (in, training) -> torch.conv_transpose2d(
                in[0], in[1], optional(in, 2), stride, padding, outputPadding, op.groups(), dilation);
    }

    @Override
    public Kernel layerNorm(LayerNorm op) {
        return (in, training) -> torch.layer_norm(
                in[0],
                Arrays.copyOfRange(in[0].shape(), 1, (int) in[0].dim()),
                new TensorOptional(),
                new TensorOptional(),
                op.epsilon(),
                false);
    }

    @Override
    public Kernel leakyRelu(LeakyRelu op) {
        return (in, training) -> torch.leaky_relu(in[0], new Scalar(op.slope()));
    }

    @Override
    public Kernel linear(Linear op) {
        return (in, training) -> torch.linear(in[0], in[1], optional(in, 2));
    }

    @Override
    public Kernel log(Log op) {
        return (in, training) -> in[0].log();
    }

    @Override
    public Kernel matMul(MatMul op) {
        return (in, training) -> in[0].matmul(in[1]);
    }

    @Override
    public Kernel maxPool(MaxPool op) {
        long[] kernel = both(op.kernel());
        long[] stride = both(op.stride());
        long[] padding = both(op.padding());
        long[] dilation = both(1);
        return (in, training) -> torch.max_pool2d(in[0], kernel, stride, padding, dilation, false);
    }

    @Override
    public Kernel mul(Mul op) {
        return (in, training) -> in[0].mul(in[1]);
    }

    @Override
    public Kernel reduceMean(ReduceMean op) {
        long[] axes = longs(op.axes());
        return (in, training) -> in[0].mean(axes, op.keepDims(), new ScalarTypeOptional());
    }

    @Override
    public Kernel relu(Relu op) {
        return (in, training) -> in[0].relu();
    }

    @Override
    public Kernel reshape(Reshape op) {
        long[] sampleDims = longs(op.sampleDims());
        return (in, training) -> {
            long[] dims = new long[sampleDims.length + 1];
            dims[0] = in[0].size(0);
            System.arraycopy(sampleDims, 0, dims, 1, sampleDims.length);
            return in[0].reshape(dims);
        };
    }

    @Override
    public Kernel sqrt(Sqrt op) {
        return (in, training) -> in[0].sqrt();
    }

    @Override
    public Kernel sub(Sub op) {
        return (in, training) -> in[0].sub(in[1]);
    }

    @Override
    public Kernel tanh(Tanh op) {
        return (in, training) -> in[0].tanh();
    }

    @Override
    public Kernel upsample(Upsample op) {
        int factor = op.factor();
        return (in, training) -> {
            long height = in[0].size(2);
            long width = in[0].size(3);
            return in[0].reshape(-1, height, 1, width, 1)
                    .expand(-1, height, factor, width, factor)
                    .reshape(in[0].size(0), in[0].size(1), height * factor, width * factor);
        };
    }

    private static TensorOptional optional(Tensor[] inputs, int index) {
        return index < inputs.length ? new TensorOptional(inputs[index]) : new TensorOptional();
    }

    private static long[] both(int extent) {
        return new long[] {extent, extent};
    }

    private static long[] longs(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }
}
