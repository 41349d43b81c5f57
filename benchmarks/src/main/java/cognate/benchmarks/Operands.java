package cognate.benchmarks;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;

/** What the benchmarks compute with. */
final class Operands {
    private Operands() {}

    /** Uniform in [-0.5, 0.5), the same for the same name. */
    static Tensor uniform(String name, int... dims) {
        RandomStream random = RandomStream.of(1).split(name);
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.of(values, dims);
    }
}
