package cognate.engine.kernel.map;

import cognate.engine.kernel.Cases;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;

/** Compares kernels that compute every element on its own with their formulas, bit by bit, over awkward sizes. */
final class ElementCases {
    private final RandomStream random = RandomStream.of(1);

    /** z, x and y of one size; z is the output. */
    interface Kernel {
        void run(Tensor z, Tensor x, Tensor y);
    }

    /** The element of the output, from what stood there and the elements of x and y. */
    interface Formula {
        float of(float z, float x, float y);
    }

    void agree(Kernel kernel, Formula formula) {
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
    void agreeInPlace(Kernel kernel, Formula formula) {
        agree(kernel, formula);
        agree((z, x, y) -> kernel.run(z, z, y), (z, x, y) -> formula.of(z, z, y));
        agree((z, x, y) -> kernel.run(z, x, z), (z, x, y) -> formula.of(z, x, z));
    }
}
