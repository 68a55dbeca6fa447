package dev.gantry.networks.onnx;

import dev.gantry.networks.graph.Graph;
import dev.gantry.networks.graph.Node;
import dev.gantry.networks.graph.Output;
import dev.gantry.networks.graph.ParameterSpec;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Every operation by its definition, in double precision and without any cleverness: what the emitted model must agree with. */
final class Reference implements Op.Visitor<Tensor> {

    private final List<Tensor> in;
    private final List<Integer> dims;

    private Reference(List<Tensor> in, List<Integer> dims) {
        this.in = in;
        this.dims = dims;
    }

    static Map<String, Tensor> run(Graph graph, ParameterSource parameters, Map<String, Tensor> inputs) {
        Map<String, Tensor> values = new HashMap<>(inputs);
        for (ParameterSpec parameter : graph.parameters()) {
            values.put(parameter.name(), OnnxRun.parameter(parameter, parameters));
        }
        int batch = inputs.values().iterator().next().dim(0);
        for (Node node : graph.nodes()) {
            List<Tensor> arguments = node.inputs().stream().map(values::get).toList();
            values.put(node.name(), node.op().accept(new Reference(arguments, Tensor.concrete(node.shape(), batch))));
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Output output : graph.outputs()) {
            outputs.put(output.name(), values.get(output.value()));
        }
        return outputs;
    }

    @Override
    public Tensor add(Add op) {
        return elementwise(Double::sum);
    }

    @Override
    public Tensor sub(Sub op) {
        return elementwise((a, b) -> a - b);
    }

    @Override
    public Tensor mul(Mul op) {
        return elementwise((a, b) -> a * b);
    }

    @Override
    public Tensor relu(Relu op) {
        return in.get(0).map(x -> Math.max(x, 0));
    }

    @Override
    public Tensor leakyRelu(LeakyRelu op) {
        return in.get(0).map(x -> x > 0 ? x : op.slope() * x);
    }

    @Override
    public Tensor tanh(Tanh op) {
        return in.get(0).map(Math::tanh);
    }

    @Override
    public Tensor log(Log op) {
        return in.get(0).map(Math::log);
    }

    @Override
    public Tensor sqrt(Sqrt op) {
        return in.get(0).map(Math::sqrt);
    }

    @Override
    public Tensor reshape(Reshape op) {
        return in.get(0).reshaped(dims);
    }

    @Override
    public Tensor batchNorm(BatchNorm op) {
        return each(at -> {
            int channel = at[1];
            double spread = Math.sqrt(in.get(4).at(channel) + op.epsilon());
            return (in.get(0).at(at) - in.get(3).at(channel))
                            / spread
                            * in.get(1).at(channel)
                    + in.get(2).at(channel);
        });
    }

    @Override
    public Tensor linear(Linear op) {
        return each(at -> {
            double sum = bias(at[1]);
            for (int k = 0; k < in.get(0).dim(1); k++) {
                sum += in.get(0).at(at[0], k) * in.get(1).at(at[1], k);
            }
            return sum;
        });
    }

    @Override
    public Tensor matMul(MatMul op) {
        Tensor left = in.get(0);
        return each(at -> {
            int last = at.length - 1;
            int[] row = at.clone();
            int[] column = at.clone();
            double sum = 0;
            for (int k = 0; k < left.dim(left.dims().size() - 1); k++) {
                row[last] = k;
                column[last - 1] = k;
                sum += left.at(row) * in.get(1).at(column);
            }
            return sum;
        });
    }

    @Override
    public Tensor conv(Conv op) {
        Tensor x = in.get(0);
        Tensor w = in.get(1);
        int perGroup = w.dim(0) / op.groups();
        return each(at -> {
            double sum = bias(at[1]);
            for (int c = 0; c < w.dim(1); c++) {
                for (int i = 0; i < w.dim(2); i++) {
                    for (int j = 0; j < w.dim(3); j++) {
                        int y = at[2] * op.stride() - op.padding() + i * op.dilation();
                        int z = at[3] * op.stride() - op.padding() + j * op.dilation();
                        if (y >= 0 && y < x.dim(2) && z >= 0 && z < x.dim(3)) {
                            sum += x.at(at[0], at[1] / perGroup * w.dim(1) + c, y, z) * w.at(at[1], c, i, j);
                        }
                    }
                }
            }
            return sum;
        });
    }

    /** Scatters each input element, where {@link #conv} gathers. */
    @Override
    public Tensor convTranspose(ConvTranspose op) {
        Tensor x = in.get(0);
        Tensor w = in.get(1);
        Tensor out = each(at -> bias(at[1]));
        int perGroup = x.dim(1) / op.groups();
        for (int from = 0; from < x.data().length; from++) {
            int[] at = x.index(from);
            for (int o = 0; o < w.dim(1); o++) {
                for (int i = 0; i < w.dim(2); i++) {
                    for (int j = 0; j < w.dim(3); j++) {
                        int y = at[2] * op.stride() - op.padding() + i * op.dilation();
                        int z = at[3] * op.stride() - op.padding() + j * op.dilation();
                        if (y >= 0 && y < out.dim(2) && z >= 0 && z < out.dim(3)) {
                            double product = x.data()[from] * w.at(at[1], o, i, j);
                            out.add(product, at[0], at[1] / perGroup * w.dim(1) + o, y, z);
                        }
                    }
                }
            }
        }
        return out;
    }

    @Override
    public Tensor maxPool(MaxPool op) {
        Tensor x = in.get(0);
        return each(at -> {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < op.kernel(); i++) {
                for (int j = 0; j < op.kernel(); j++) {
                    int y = at[2] * op.stride() - op.padding() + i;
                    int z = at[3] * op.stride() - op.padding() + j;
                    if (y >= 0 && y < x.dim(2) && z >= 0 && z < x.dim(3)) {
                        most = Math.max(most, x.at(at[0], at[1], y, z));
                    }
                }
            }
            return most;
        });
    }

    @Override
    public Tensor averagePool(AveragePool op) {
        Tensor x = in.get(0);
        return each(at -> {
            double sum = 0;
            for (int i = 0; i < op.kernel(); i++) {
                for (int j = 0; j < op.kernel(); j++) {
                    sum += x.at(at[0], at[1], at[2] * op.stride() + i, at[3] * op.stride() + j);
                }
            }
            return sum / (op.kernel() * op.kernel());
        });
    }

    @Override
    public Tensor upsample(Upsample op) {
        return each(at -> in.get(0).at(at[0], at[1], at[2] / op.factor(), at[3] / op.factor()));
    }

    @Override
    public Tensor layerNorm(LayerNorm op) {
        Tensor x = in.get(0);
        int length = x.data().length / x.dim(0);
        double[] normal = new double[x.data().length];
        for (int sample = 0; sample < x.dim(0); sample++) {
            double[] own = Arrays.copyOfRange(x.data(), sample * length, (sample + 1) * length);
            double mean = Arrays.stream(own).average().orElseThrow();
            double variance = Arrays.stream(own)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < length; i++) {
                normal[sample * length + i] = (own[i] - mean) / Math.sqrt(variance + op.epsilon());
            }
        }
        return new Tensor(x.dims(), normal);
    }

    @Override
    public Tensor reduceMean(ReduceMean op) {
        Tensor x = in.get(0);
        List<Integer> kept = new ArrayList<>(x.dims());
        op.axes().forEach(axis -> kept.set(axis, 1));
        Tensor sum = Tensor.zeros(kept);
        for (int from = 0; from < x.data().length; from++) {
            sum.add(x.data()[from], x.index(from));
        }
        double count = (double) x.data().length / sum.data().length;
        return sum.map(total -> total / count).reshaped(dims);
    }

    @Override
    public Tensor concat(Concat op) {
        return each(at -> {
            int[] within = at.clone();
            for (Tensor part : in) {
                if (within[op.axis()] < part.dim(op.axis())) {
                    return part.at(within);
                }
                within[op.axis()] -= part.dim(op.axis());
            }
            throw new IllegalStateException("no part holds " + Arrays.toString(at));
        });
    }

    private double bias(int channel) {
        return in.size() > 2 ? in.get(2).at(channel) : 0;
    }

    private Tensor elementwise(DoubleBinaryOperator function) {
        return each(at -> function.applyAsDouble(in.get(0).at(at), in.get(1).at(at)));
    }

    private Tensor each(Element element) {
        Tensor out = Tensor.zeros(dims);
        for (int offset = 0; offset < out.data().length; offset++) {
            out.data()[offset] = element.at(out.index(offset));
        }
        return out;
    }

    @FunctionalInterface
    private interface Element {
        double at(int[] index);
    }
}
