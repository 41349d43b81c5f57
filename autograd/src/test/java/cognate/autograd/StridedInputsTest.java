package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the package on views of any strides, as parameters, as data and as plain tensors: result and
 * gradients have the bits of those of row-major copies.
 */
class StridedInputsTest {
    private static final int ROUNDS = 12;
    private static final DoubleUnaryOperator AROUND_ZERO = u -> u < 0.03 ? -0.0 : u < 0.06 ? 0 : 3 * u - 1.5;
    private static final DoubleUnaryOperator PROBABILITY = u -> u;

    private final RandomStream random = RandomStream.of(11);
    private final StridedViews views = new StridedViews(random);
    private final List<Tensor> variables = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private int strided;

    /** An operation on the variables that were drawn, in their order. */
    private interface Operation {
        Variable of(Tape tape, Variable[] x);
    }

    /** An operation that also reads plain tensors. */
    private interface TensorOperation {
        Variable of(Tape tape, Variable[] x, Tensor[] t);
    }

    private static DoubleUnaryOperator below(int n) {
        return u -> Math.floor(n * u);
    }

    private StridedInputsTest with(DoubleUnaryOperator element, int... dims) {
        variables.add(views.draw(element, dims));
        return this;
    }

    private StridedInputsTest with(int... dims) {
        return with(AROUND_ZERO, dims);
    }

    private StridedInputsTest withTensor(DoubleUnaryOperator element, int... dims) {
        tensors.add(views.draw(element, dims));
        return this;
    }

    private void agree(String name, Operation operation) {
        agree(name, (tape, x, t) -> operation.of(tape, x));
    }

    /** Runs the operation on what was drawn, and on copies of it. */
    private void agree(String name, TensorOperation operation) {
        boolean[] data = new boolean[variables.size()];
        for (int i = 1; i < data.length; i++) { // the first asks for a gradient, or there might be none
            data[i] = random.nextInt(3) == 0;
        }
        for (Tensor t : variables) {
            strided += t.isContiguous() ? 0 : 1;
        }
        List<float[]> expected = run(operation, copies(variables), copies(tensors), data, false);
        List<float[]> found =
                run(operation, variables.toArray(new Tensor[0]), tensors.toArray(new Tensor[0]), data, true);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), found.get(i), name + (i == 0 ? ", result" : ", gradient " + i));
        }
        variables.clear();
        tensors.clear();
    }

    private static Tensor[] copies(List<Tensor> views) {
        return views.stream().map(Tensor::copy).toArray(Tensor[]::new);
    }

    /** The result and the gradients; the result's own gradient is a view of the same elements. */
    private static List<float[]> run(
            TensorOperation operation, Tensor[] values, Tensor[] tensors, boolean[] data, boolean viewed) {
        List<float[]> results = new ArrayList<>();
        try (Tape tape = new Tape(Workers.single())) {
            Variable[] x = new Variable[values.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = data[i] ? tape.constant(values[i]) : new Parameter(values[i]);
            }
            Variable y = operation.of(tape, x, tensors);
            results.add(y.value().toArray());
            Tensor seed = new StridedViews(RandomStream.of(5))
                    .draw(AROUND_ZERO, y.shape().toArray());
            if (y.requiresGradient()) {
                tape.backward(y, viewed ? seed : seed.copy());
            }
            for (int i = 0; i < x.length; i++) {
                if (!data[i]) {
                    results.add(x[i].gradient().toArray());
                }
            }
        }
        return results;
    }

    private void rounds(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        assertTrue(strided > 0, "some view was strided");
    }

    @Test
    void arithmetic() {
        rounds(() -> {
            with(3, 4).with(3, 4).agree("add", (tape, x) -> MathOps.add(tape, x[0], x[1]));
            with(3, 4).with(4).agree("subtract", (tape, x) -> MathOps.subtract(tape, x[0], x[1]));
            with(3, 1).with(2, 1, 4).agree("multiply", (tape, x) -> MathOps.multiply(tape, x[0], x[1]));
            with(3, 4).with(3, 1).agree("divide", (tape, x) -> MathOps.divide(tape, x[0], x[1]));
            with(3, 4).with(3, 4).agree("maximum", (tape, x) -> MathOps.maximum(tape, x[0], x[1]));
            with(3, 4).with(1).agree("minimum", (tape, x) -> MathOps.minimum(tape, x[0], x[1]));
            with(2, 3, 4).agree("scale", (tape, x) -> MathOps.scale(tape, x[0], 0.3f));
            with(2, 3, 4).agree("add a number", (tape, x) -> MathOps.add(tape, x[0], 0.3f));
            with(2, 3, 4).agree("divide by a number", (tape, x) -> MathOps.divide(tape, x[0], 0.3f));
            with(2, 3, 4).agree("negate", (tape, x) -> MathOps.negate(tape, x[0]));
            with(3, 4).with(4).withTensor(below(2), 3, 1).agree("where", (tape, x, t) -> {
                return MathOps.where(tape, t[0], x[0], x[1]);
            });
        });
    }

    @Test
    void functions() {
        rounds(() -> {
            with(3, 5).agree("exp", (tape, x) -> FunctionOps.exp(tape, x[0]));
            with(3, 5).agree("log", (tape, x) -> FunctionOps.log(tape, x[0]));
            with(3, 5).agree("sqrt", (tape, x) -> FunctionOps.sqrt(tape, x[0]));
            with(3, 5).agree("pow 3", (tape, x) -> FunctionOps.pow(tape, x[0], 3));
            with(3, 5).agree("pow 0.3", (tape, x) -> FunctionOps.pow(tape, x[0], 0.3f));
            with(3, 5).agree("abs", (tape, x) -> FunctionOps.abs(tape, x[0]));
            with(3, 5).agree("clamp", (tape, x) -> FunctionOps.clamp(tape, x[0], -1, 1));
            with(3, 5).agree("relu", (tape, x) -> ActivationOps.relu(tape, x[0]));
            with(3, 5).agree("leaky relu", (tape, x) -> ActivationOps.leakyRelu(tape, x[0], 0.1f));
            with(3, 5).agree("tanh", (tape, x) -> ActivationOps.tanh(tape, x[0]));
            with(3, 5).agree("sigmoid", (tape, x) -> ActivationOps.sigmoid(tape, x[0]));
            with(3, 5).agree("dropout", (tape, x) -> ActivationOps.dropout(tape, x[0], 0.5f, RandomStream.of(1)));
        });
    }

    @Test
    void reductions() {
        int[][] dims = {{}, {0}, {1}, {2}, {0, 2}, {1, 2}, {0, 1}};
        rounds(() -> {
            for (int[] over : dims) {
                with(3, 4, 17).agree("sum", (tape, x) -> ReduceOps.sum(tape, x[0], over));
                with(3, 4, 17).agree("mean", (tape, x) -> ReduceOps.mean(tape, x[0], true, over));
                with(3, 4, 17).agree("variance", (tape, x) -> ReduceOps.variance(tape, x[0], over));
                with(3, 4, 17).agree("max", (tape, x) -> ReduceOps.max(tape, x[0], over));
                with(3, 4, 17).agree("argmax", (tape, x) -> {
                    return tape.constant(ReduceOps.argmax(tape, x[0], over));
                });
                if (over.length > 0) {
                    with(3, 4, 17).agree("softmax", (tape, x) -> LossOps.softmax(tape, x[0], over));
                    with(3, 4, 17).agree("log-softmax", (tape, x) -> LossOps.logSoftmax(tape, x[0], over));
                }
            }
        });
    }

    @Test
    void shapes() {
        rounds(() -> {
            with(3, 4, 2).agree("reshape", (tape, x) -> ShapeOps.reshape(tape, x[0], 2, 12));
            with(3, 4, 2).agree("flatten", (tape, x) -> ShapeOps.flatten(tape, x[0]));
            with(3, 4, 2).agree("slice", (tape, x) -> ShapeOps.slice(tape, x[0], 1, 1, 3));
            with(3, 4, 2).agree("slice of the first", (tape, x) -> ShapeOps.slice(tape, x[0], 0, 1, 3));
            with(3, 4, 2).agree("select", (tape, x) -> ShapeOps.select(tape, x[0], 1, 2));
            with(3, 4, 2).agree("transpose", (tape, x) -> ShapeOps.transpose(tape, x[0], 0, 2));
            with(3, 4, 2).agree("permute", (tape, x) -> ShapeOps.permute(tape, x[0], 1, 2, 0));
            with(3, 1, 2).agree("expand", (tape, x) -> ShapeOps.expand(tape, x[0], 2, 3, 4, 2));
            with(3, 4, 2).with(3, 1, 2).agree("concat", (tape, x) -> ShapeOps.concat(tape, 1, x));
            with(3, 2).with(3, 2).agree("stack", (tape, x) -> ShapeOps.stack(tape, 1, x));
            with(3, 4, 2).withTensor(below(4), 3, 5, 2).agree("gather", (tape, x, t) -> {
                return ShapeOps.gather(tape, x[0], 1, t[0]);
            });
        });
    }

    @Test
    void products() {
        rounds(() -> {
            with(3, 5).with(4, 5).with(4).agree("linear", (tape, x) -> MatrixOps.linear(tape, x[0], x[1], x[2]));
            with(2, 3, 5).with(4, 5).agree("linear", (tape, x) -> MatrixOps.linear(tape, x[0], x[1], null));
            with(3, 5).with(5, 4).agree("matmul", (tape, x) -> MatrixOps.matmul(tape, x[0], x[1]));
            with(2, 1, 3, 5).with(2, 5, 4).agree("matmul", (tape, x) -> MatrixOps.matmul(tape, x[0], x[1]));
        });
    }

    @Test
    void images() {
        rounds(() -> {
            with(2, 3, 6, 5).with(4, 3, 3, 2).with(4).agree("conv2d", (tape, x) -> {
                return ConvOps.conv2d(tape, x[0], x[1], x[2], 1, 1, 1);
            });
            with(2, 3, 6, 5).with(4, 3, 2, 2).with(4).agree("conv2d", (tape, x) -> {
                return ConvOps.conv2d(tape, x[0], x[1], x[2], 2, 0, 2);
            });
            with(2, 3, 6, 5).agree("max pool", (tape, x) -> PoolOps.maxPool2d(tape, x[0], 2, 2, 0));
            with(2, 3, 6, 5).agree("max pool", (tape, x) -> PoolOps.maxPool2d(tape, x[0], 3, 2, 1));
            with(2, 3, 6, 5).agree("average pool", (tape, x) -> PoolOps.averagePool2d(tape, x[0], 2, 2, 0));
            with(2, 3, 6, 5).agree("global average pool", (tape, x) -> PoolOps.globalAveragePool2d(tape, x[0]));
        });
    }

    @Test
    void norms() {
        rounds(() -> {
            Tensor mean = Tensor.zeros(3);
            Tensor variance = Tensor.ones(3);
            with(2, 3, 5).with(3).with(3).agree("batch norm", (tape, x) -> {
                return NormOps.batchNorm(tape, x[0], x[1], x[2], mean.copy(), variance.copy(), 0.1f, 1e-5f);
            });
            with(2, 3, 5).with(3).with(3).agree("batch norm by statistics", (tape, x) -> {
                return NormOps.batchNormByStatistics(tape, x[0], x[1], x[2], mean, variance, 1e-5f);
            });
            with(2, 3, 5).with(3, 5).with(3, 5).agree("layer norm", (tape, x) -> {
                return NormOps.layerNorm(tape, x[0], x[1], x[2], 1e-5f);
            });
            with(2, 4, 5).with(4).with(4).agree("group norm", (tape, x) -> {
                return NormOps.groupNorm(tape, x[0], 2, x[1], x[2], 1e-5f);
            });
        });
    }

    @Test
    void losses() {
        rounds(() -> {
            with(3, 5).with(3, 5).agree("mse", (tape, x) -> LossOps.meanSquaredError(tape, x[0], x[1]));
            with(3, 5).agree("cross-entropy", (tape, x) -> LossOps.crossEntropy(tape, x[0], new int[] {4, -1, 0}));
            with(3, 5).agree("log-softmax", (tape, x) -> LossOps.logSoftmax(tape, x[0]));
            with(PROBABILITY, 3, 5).with(PROBABILITY, 3, 5).agree("binary cross-entropy", (tape, x) -> {
                return LossOps.binaryCrossEntropy(tape, x[0], x[1]);
            });
            with(3, 5).with(PROBABILITY, 3, 5).agree("binary cross-entropy with logits", (tape, x) -> {
                return LossOps.binaryCrossEntropyWithLogits(tape, x[0], x[1]);
            });
            with(3, 5).with(PROBABILITY, 3, 5).agree("KL divergence", (tape, x) -> {
                return LossOps.klDivergence(tape, x[0], x[1]);
            });
        });
    }

    @Test
    void sequences() {
        int[] lengths = {2, 4};
        rounds(() -> {
            for (int[] ends : new int[][] {null, lengths}) {
                with(2, 4, 3).with(5, 3).with(5, 5).with(5).with(5).agree("rnn", (tape, x) -> {
                    return RecurrentOps.rnn(tape, x[0], ends, false, x[1], x[2], x[3], x[4]);
                });
                with(2, 4, 3).with(20, 3).with(20, 5).with(20).with(20).agree("lstm", (tape, x) -> {
                    return RecurrentOps.lstm(tape, x[0], ends, x[1], x[2], x[3], x[4]);
                });
                with(2, 4, 3).with(15, 3).with(15, 5).with(15).with(15).agree("gru", (tape, x) -> {
                    return RecurrentOps.gru(tape, x[0], ends, x[1], x[2], x[3], x[4]);
                });
            }
            with(2, 4, 3).agree("last step", (tape, x) -> RecurrentOps.lastStep(tape, x[0], lengths));
            with(2, 4, 3).agree("reverse", (tape, x) -> RecurrentOps.reverse(tape, x[0], lengths));
            with(6, 3).withTensor(below(6), 2, 4).agree("embedding", (tape, x, t) -> {
                return RecurrentOps.embedding(tape, tape.constant(t[0]), x[0]);
            });
        });
    }
}
