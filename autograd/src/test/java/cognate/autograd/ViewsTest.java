package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every operation gives of a view, whatever its strides, the bits that it gives of a contiguous copy. */
class ViewsTest {
    private final Golden golden = new Golden();

    private interface Operation extends BiFunction<Tape, Variable, Variable> {}

    /** Views of which none is contiguous. */
    private List<Tensor> views(int... dims) {
        int rank = dims.length;
        int[] turned = dims.clone();
        turned[0] = dims[rank - 1];
        turned[rank - 1] = dims[0];
        int[] wider = dims.clone();
        wider[rank - 1] += 3;
        int[] single = dims.clone();
        single[0] = 1;
        return List.of(
                golden.matrix(turned).transpose(0, rank - 1),
                golden.matrix(wider).slice(rank - 1, 2, 2 + dims[rank - 1]),
                golden.matrix(single).expand(dims));
    }

    private void agree(Operation f, int... dims) {
        for (Tensor view : views(dims)) {
            assertFalse(view.isContiguous());
            float[][] expected = run(f, view.copy());
            float[][] found = run(f, view);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], found[i], Shape.of(dims).toString());
            }
        }
    }

    /** The operation's value of data, and value and gradient of a parameter. */
    private static float[][] run(Operation f, Tensor x) {
        Parameter parameter = new Parameter(x);
        try (Tape tape = new Tape(Workers.single())) {
            float[] ofData = f.apply(tape, tape.constant(x)).value().toArray();
            // a gradient that is a view as well
            Variable recorded = tape.record(x, parameter, dy -> {
                Tensor wide = Tensor.zeros(2 * x.size());
                Tensor view = wide.reshape(x.size(), 2).slice(1, 1, 2).reshape(x.shape());
                view.copyFrom(dy);
                parameter.addGradient(view);
            });
            Variable y = f.apply(tape, recorded);
            Tensor seed = tape.allocate(y.shape());
            RandomStream random = RandomStream.of(4);
            for (int i = 0; i < seed.size(); i++) {
                seed.array()[seed.offset() + i] = random.nextFloat() - 0.5f;
            }
            tape.backward(y, seed);
            return new float[][] {
                ofData, y.value().toArray(), parameter.gradient().toArray()
            };
        }
    }

    @Test
    void elements() {
        Parameter row = golden.parameter(5);
        agree((tape, x) -> MathOps.add(tape, x, row), 4, 5);
        agree((tape, x) -> MathOps.multiply(tape, x, row), 4, 5);
        agree((tape, x) -> MathOps.multiply(tape, x, x), 4, 5);
        agree((tape, x) -> MathOps.scale(tape, x, 1), 4, 5);
        agree(MathOps::sum, 4, 5);
        agree(MathOps::mean, 2, 4, 5);
        agree(ActivationOps::relu, 4, 5);
        agree((tape, x) -> ActivationOps.leakyRelu(tape, x, 0.1f), 4, 5);
        agree(ActivationOps::tanh, 4, 5);
        agree(ActivationOps::sigmoid, 4, 5);
        agree((tape, x) -> ActivationOps.dropout(tape, x, 0.5f, RandomStream.of(2)), 4, 5);
    }

    @Test
    void matricesAndLosses() {
        Parameter weight = golden.parameter(3, 5);
        Tensor target = golden.matrix(4, 5);
        agree((tape, x) -> MatrixOps.linear(tape, x, weight, null), 4, 5);
        agree((tape, x) -> MatrixOps.linear(tape, x, weight, null), 2, 4, 5);
        agree((tape, x) -> MatrixOps.linear(tape, weight, x, null), 4, 5);
        agree((tape, x) -> MatrixOps.matmul(tape, weight, x), 5, 4);
        agree((tape, x) -> MatrixOps.reshape(tape, x, 20), 4, 5);
        agree(MatrixOps::flatten, 2, 4, 5);
        agree(LossOps::logSoftmax, 4, 5);
        agree((tape, x) -> LossOps.crossEntropy(tape, x, new int[] {1, 4, -1, 0}), 4, 5);
        agree((tape, x) -> LossOps.meanSquaredError(tape, x, tape.constant(target)), 4, 5);
    }

    @Test
    void imagesAndSequences() {
        Parameter kernel = golden.parameter(2, 3, 3, 3);
        Parameter channel = golden.parameter(3);
        agree((tape, x) -> ConvOps.conv2d(tape, x, kernel, null, 1, 1, 1), 2, 3, 6, 4);
        agree((tape, x) -> ConvOps.conv2d(tape, tape.constant(Tensor.zeros(2, 3, 6, 4)), x, null, 1, 1, 1), 2, 3, 3, 5);
        agree((tape, x) -> PoolOps.maxPool2d(tape, x, 2, 2, 0), 2, 3, 6, 4);
        agree((tape, x) -> PoolOps.averagePool2d(tape, x, 2, 2, 0), 2, 3, 6, 4);
        agree(PoolOps::globalAveragePool2d, 2, 3, 6, 4);
        agree(
                (tape, x) ->
                        NormOps.batchNorm(tape, x, channel, channel, Tensor.zeros(3), Tensor.zeros(3), 0.1f, 1e-5f),
                2,
                3,
                6,
                4);
        Parameter sequence = golden.parameter(2, 4, 3);
        Parameter[] weights = {golden.parameter(8, 3), golden.parameter(8, 2), golden.parameter(8), golden.parameter(8)
        };
        agree((tape, x) -> RecurrentOps.lstm(tape, x, null, (Variable[]) weights), 2, 4, 3);
        agree((tape, x) -> RecurrentOps.lstm(tape, sequence, null, x, weights[1], weights[2], weights[3]), 8, 3);
        agree((tape, x) -> RecurrentOps.lastStep(tape, x, new int[] {2, 4}), 2, 4, 3);
        agree((tape, x) -> RecurrentOps.embedding(tape, tape.constant(Tensor.zeros(2, 4)), x), 3, 2);
    }
}
