package cognate.engine.kernel.map;

import cognate.engine.kernel.Cases;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ElementwiseTest {
    private final RandomStream random = RandomStream.of(1);

    /** z, x and y of one size; z is the output. */
    private interface Kernel {
        void run(Tensor z, Tensor x, Tensor y);
    }

    /** The element of the output, from what stood there and the elements of x and y. */
    private interface Formula {
        float of(float z, float x, float y);
    }

    private void agree(Kernel kernel, Formula formula) {
        for (int n : Cases.SIZES) {
            Tensor x = Cases.special(random, n);
            Tensor y = Cases.special(random, n);
            for (Tensor z : new Tensor[] {Cases.special(random, n), Cases.twin(x), Cases.twin(y)}) {
                float[] expected = z.toArray();
                for (int i = 0; i < n; i++) {
                    expected[i] = formula.of(expected[i], x.get(i), y.get(i));
                }
                kernel.run(z, x, y);
                Cases.assertBits(expected, z, "size " + n);
            }
        }
    }

    /** Once more with the output as the first and as the second input. */
    private void agreeInPlace(Kernel kernel, Formula formula) {
        agree(kernel, formula);
        agree((z, x, y) -> kernel.run(z, z, y), (z, x, y) -> formula.of(z, z, y));
        agree((z, x, y) -> kernel.run(z, x, z), (z, x, y) -> formula.of(z, x, z));
    }

    @Test
    void fillsAndCopies() {
        agree((z, x, y) -> Elementwise.fill(z, -0f), (z, x, y) -> -0f);
        agree((z, x, y) -> Elementwise.copy(z, x), (z, x, y) -> x);
    }

    @Test
    void arithmetic() {
        agreeInPlace(Elementwise::add, (z, x, y) -> x + y);
        agreeInPlace(Elementwise::subtract, (z, x, y) -> x - y);
        agreeInPlace(Elementwise::multiply, (z, x, y) -> x * y);
        agreeInPlace((z, x, y) -> Elementwise.scale(z, x, 0.3f), (z, x, y) -> x * 0.3f);
    }

    @Test
    void accumulation() {
        agree((z, x, y) -> Elementwise.accumulate(z, x), (z, x, y) -> z + x);
        agree((z, x, y) -> Elementwise.accumulate(z, x, 0.3f), (z, x, y) -> Math.fma(x, 0.3f, z));
        agreeInPlace(Elementwise::accumulateProduct, (z, x, y) -> Math.fma(x, y, z));
    }

    @Test
    void rectifiers() {
        agreeInPlace((z, x, y) -> Elementwise.relu(z, x), (z, x, y) -> Math.max(x, 0f));
        agree(
                (z, x, y) -> {
                    Elementwise.relu(y, y);
                    Elementwise.accumulateRelu(z, x, y);
                },
                (z, x, y) -> Float.isNaN(y) ? y : z + (y > 0 || Float.isNaN(x) ? x : Math.copySign(0f, x)));
        agreeInPlace(
                (z, x, y) -> Elementwise.leakyRelu(z, x, 0.1f), (z, x, y) -> x > 0 ? x : x < 0 ? x * 0.1f : x + 0f);
        agreeInPlace(
                (z, x, y) -> Elementwise.accumulateLeakyRelu(z, x, y, 0.1f),
                (z, x, y) -> Float.isNaN(y) ? y : Math.fma(x, y > 0 ? 1 : 0.1f, z));
    }

    @Test
    void functions() {
        agreeInPlace((z, x, y) -> Elementwise.tanh(z, x), (z, x, y) -> VectorMath.tanh(x));
        agreeInPlace(Elementwise::accumulateTanh, (z, x, y) -> Math.fma(x, Math.fma(-y, y, 1), z));
        agreeInPlace((z, x, y) -> Elementwise.sigmoid(z, x), (z, x, y) -> VectorMath.sigmoid(x));
        agreeInPlace(Elementwise::accumulateSigmoid, (z, x, y) -> Math.fma(x, Math.fma(-y, y, y), z));
        agreeInPlace((z, x, y) -> Elementwise.exp(z, x), (z, x, y) -> VectorMath.exp(x));
        agreeInPlace((z, x, y) -> Elementwise.log(z, x), (z, x, y) -> VectorMath.log(x));
    }
}
