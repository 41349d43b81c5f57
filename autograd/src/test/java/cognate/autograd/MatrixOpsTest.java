package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MatrixOpsTest {
    /** PyTorch: {@code y = F.linear(mat(3,4), mat(2,4), mat(2)); (y * mat(3,2)).sum().backward()}. */
    @Test
    void linearAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 4);
        Parameter weight = golden.parameter(2, 4);
        Parameter bias = golden.parameter(2);
        Tensor r = golden.matrix(3, 2);
        float[] y = golden.run(tape -> MatrixOps.linear(tape, x, weight, bias), r);
        Golden.assertClose(y, 0.296785533, -0.300793707, 0.376437306, -0.221893698, 0.232081041, -0.284823984);
        Golden.assertClose(
                x.gradient(),
                0.0497560538,
                -0.0374239981,
                -0.147383943,
                0.0944880024,
                -0.0796101317,
                0.102870338,
                0.109143205,
                -0.0447433256,
                0.0522482991,
                -0.0687748045,
                -0.0679161027,
                0.0262437109);
        Golden.assertClose(
                weight.gradient(),
                0.00704597216,
                0.0546173938,
                -0.0105124786,
                -0.0515933521,
                0.0989345014,
                0.290308833,
                -0.06986586,
                -0.0426223055);
        Golden.assertClose(bias.gradient(), -0.11360395, 0.185846895);
    }

    /**
     * PyTorch: {@code y = mat(2,2,3) @ mat(3,2) and mat(2,1,2,2) @ mat(2,2,1); (y * mat(*y.shape)).sum().backward()}.
     */
    @Test
    void batchedProductsAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> MatrixOps.matmul(tape, x[0], x[1]),
                new int[][] {{2, 2, 3}, {3, 2}},
                new double[] {
                    0.00802783296,
                    -0.0225612111,
                    -0.0891022459,
                    0.0404343531,
                    0.142216921,
                    -0.118646063,
                    -0.117435329,
                    0.0668499321
                },
                new double[] {
                    -0.0624781959,
                    -0.198598996,
                    -0.0791762769,
                    0.118561454,
                    0.319110185,
                    0.129532203,
                    -0.0932822526,
                    -0.173368469,
                    -0.0740451813,
                    0.111839965,
                    0.143922299,
                    0.065844439
                },
                new double[] {0.0780680329, -0.217283934, -0.0374196246, 0.288073719, -0.196196958, 0.197793707});
        Agreement.check(
                (tape, x) -> MatrixOps.matmul(tape, x[0], x[1]),
                new int[][] {{2, 1, 2, 2}, {2, 2, 1}},
                new double[] {
                    0.0135055389,
                    0.055714231,
                    -0.0258298609,
                    0.0152965896,
                    -0.108945481,
                    0.0570665225,
                    0.0169503801,
                    0.0312470142
                },
                new double[] {
                    -0.126355827,
                    0.0201124027,
                    0.0954039395,
                    -0.0603107959,
                    0.11778222,
                    0.0289391764,
                    -0.0736021847,
                    -0.0340937562
                },
                new double[] {0.0156050948, -0.195256084, 0.05792474, 0.100158118});
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(5, 7);
        Parameter weight = golden.parameter(3, 7);
        Parameter bias = golden.parameter(3);
        Parameter sequence = golden.parameter(2, 5, 7);
        Parameter b = golden.parameter(7, 4);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, x, weight, bias), x, weight, bias);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, x, weight, null), x, weight);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, sequence, weight, bias), sequence, weight, bias);
        GradientCheck.check(1e-3, tape -> MatrixOps.matmul(tape, x, b), x, b);
        GradientCheck.check(1e-3, tape -> MatrixOps.matmul(tape, sequence, b), sequence, b);
        GradientCheck.check(
                1e-3, tape -> MatrixOps.matmul(tape, x, sequence.on(tape).transpose(1, 2)), x, sequence);
        Parameter batches = golden.parameter(3, 1, 7, 2);
        GradientCheck.check(1e-3, tape -> MatrixOps.matmul(tape, sequence, batches), sequence, batches);
    }

    /** Every product of a batch has the bits it has alone, for any number of threads. */
    @Test
    void batchesKeepTheBitsOfTheirProducts() {
        Golden golden = new Golden();
        Parameter a = golden.parameter(3, 1, 65, 100);
        Parameter b = golden.parameter(2, 100, 33);
        Tensor seed = golden.matrix(3, 2, 65, 33);
        Parameter[] left = new Parameter[3];
        Parameter[] right = new Parameter[2];
        for (int i = 0; i < 3; i++) {
            left[i] = new Parameter(a.value().select(0, i).select(0, 0).copy());
        }
        for (int j = 0; j < 2; j++) {
            right[j] = new Parameter(b.value().select(0, j).copy());
        }
        float[][] expected = new float[6][];
        for (int i = 0; i < 6; i++) {
            Parameter x = left[i / 2];
            Parameter y = right[i % 2];
            Tensor dz = seed.select(0, i / 2).select(0, i % 2).copy();
            expected[i] = golden.run(tape -> MatrixOps.matmul(tape, x, y), dz);
        }
        for (int threads : new int[] {1, 2, 3}) {
            try (Workers workers = Workers.of(threads);
                    Tape tape = new Tape(workers)) {
                a.zeroGradient();
                b.zeroGradient();
                Variable z = MatrixOps.matmul(tape, a, b);
                for (int i = 0; i < 6; i++) {
                    float[] found = z.value().select(0, i / 2).select(0, i % 2).toArray();
                    assertArrayEquals(expected[i], found, "product " + i);
                }
                tape.backward(z, seed);
            }
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(
                        left[i].gradient().toArray(), a.gradient().select(0, i).toArray());
            }
            for (int j = 0; j < 2; j++) {
                assertArrayEquals(
                        right[j].gradient().toArray(), b.gradient().select(0, j).toArray());
            }
        }
    }

    @Test
    void emptyProductsPass() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable none = new Parameter(Tensor.zeros(0, 2, 3)).on(tape);
            Variable thin = new Parameter(Tensor.zeros(4, 2, 0)).on(tape);
            Variable a = none.matmul(new Parameter(Tensor.zeros(3, 5)));
            Variable b = thin.matmul(new Parameter(Tensor.zeros(0, 5)));
            assertEquals(Shape.of(0, 2, 5), a.shape());
            assertEquals(Shape.of(4, 2, 5), b.shape());
            Golden.assertClose(b.value(), new double[40]);
            tape.backward(a.sum().add(b.sum()));
        }
    }

    @Test
    void emptyBatchesPass() {
        Parameter weight = new Parameter(Tensor.zeros(3, 7));
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = MatrixOps.linear(tape, tape.constant(Tensor.zeros(0, 7)), weight, null);
            assertEquals(Tensor.zeros(0, 3).shape(), y.shape());
            tape.backward(y, Tensor.zeros(0, 3));
        }
        Golden.assertClose(weight.gradient(), new double[21]);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(64, 784));
            Variable w = tape.constant(Tensor.zeros(100, 800));
            String message = assertThrows(ShapeException.class, () -> MatrixOps.linear(tape, x, w, null))
                    .getMessage();
            assertEquals("linear: x [n, in] and weight [out, in], found [64, 784] and [100, 800]", message);
            Variable vector = tape.constant(Tensor.zeros(784));
            message = assertThrows(ShapeException.class, () -> MatrixOps.matmul(tape, x, vector))
                    .getMessage();
            assertEquals("matmul: a [..., m, k] and b [..., k, n], found [64, 784] and [784]", message);
            Variable three = tape.constant(Tensor.zeros(3, 4, 5));
            Variable two = tape.constant(Tensor.zeros(2, 5, 4));
            message = assertThrows(ShapeException.class, () -> MatrixOps.matmul(tape, three, two))
                    .getMessage();
            assertEquals("broadcast: sizes that are equal or 1, found [3] and [2]", message);
        }
    }

    @Test
    void theDimensionsBeforeTheLastAreThoseOfX() {
        Golden golden = new Golden();
        Tensor x = golden.matrix(2, 5, 7);
        Parameter weight = golden.parameter(3, 7);
        Parameter bias = golden.parameter(3);
        try (Tape tape = new Tape(Workers.single())) {
            Variable rows = MatrixOps.linear(tape, tape.constant(x.reshape(10, 7)), weight, bias);
            Variable y = MatrixOps.linear(tape, tape.constant(x), weight, bias);
            assertEquals(rows.value().reshape(2, 5, 3), y.value());
        }
    }

    @Test
    void aBiasHasAValueForEachOutput() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 7));
            Variable weight = tape.constant(Tensor.zeros(3, 7));
            for (int[] dims : new int[][] {{1}, {2}, {4}, {3, 1}, {1, 3}}) {
                Variable bias = tape.constant(Tensor.zeros(dims));
                assertEquals(
                        "linear: bias [3], found " + bias.shape(),
                        assertThrows(ShapeException.class, () -> MatrixOps.linear(tape, x, weight, bias))
                                .getMessage());
            }
        }
    }
}
