package dev.gantry.networks.op;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.networks.shape.Shape;
import dev.gantry.networks.shape.ShapeException;
import java.util.List;

/**
 * A primitive operation: its attributes, how many tensors it takes, and the shape it makes of them. It holds no tensor
 * and no parameter; weights are inputs like any other.
 *
 * <p>An operation is added by writing its record and its {@link Visitor} method; the compiler then names every
 * interpreter that does not know it yet.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
public sealed interface Op
        permits Add,
                AveragePool,
                BatchNorm,
                Concat,
                Conv,
                ConvTranspose,
                LayerNorm,
                LeakyRelu,
                Linear,
                Log,
                MatMul,
                MaxPool,
                Mul,
                ReduceMean,
                Relu,
                Reshape,
                Sqrt,
                Sub,
                Tanh,
                Upsample {

    /** How many inputs the operation takes. */
    Arity arity();

    /**
     * The output's shape, for inputs whose number was checked already.
     *
     * @throws ShapeException when the inputs do not fit
     */
    Shape infer(List<Shape> inputs);

    /** Multiply-accumulates for one sample; only convolutions and matrix products are counted, as is usual. */
    default long multiplyAccumulates(List<Shape> inputs, Shape output) {
        return 0;
    }

    <R> R accept(Visitor<R> visitor);

    /** The operation's name, as in canonical JSON and in messages. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /**
     * The output's shape, after checking the number of inputs.
     *
     * @throws ShapeException when the inputs are too few, too many or do not fit
     */
    default Shape output(List<Shape> inputs) {
        arity().check(kind(), inputs.size());
        return infer(inputs);
    }

    /** One case for each operation, so that an interpreter which forgets one does not compile. */
    interface Visitor<R> {
        R add(Add op);

        R averagePool(AveragePool op);

        R batchNorm(BatchNorm op);

        R concat(Concat op);

        R conv(Conv op);

        R convTranspose(ConvTranspose op);

        R layerNorm(LayerNorm op);

        R leakyRelu(LeakyRelu op);

        R linear(Linear op);

        R log(Log op);

        R matMul(MatMul op);

        R maxPool(MaxPool op);

        R mul(Mul op);

        R reduceMean(ReduceMean op);

        R relu(Relu op);

        R reshape(Reshape op);

        R sqrt(Sqrt op);

        R sub(Sub op);

        R tanh(Tanh op);

        R upsample(Upsample op);
    }
}
