package cognate.benchmarks;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

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

    /** Standard normal; the size as in {@code 10000x500}, a single number for a square. */
    static Matrix gaussian(String name, String size) {
        RandomStream random = RandomStream.of(1).split(name);
        return matrix(size, random::nextGaussian);
    }

    /** Uniform in [0, 1); the size as in {@link #gaussian}. */
    static Matrix uniformMatrix(String name, String size) {
        RandomStream random = RandomStream.of(1).split(name);
        return matrix(size, random::nextDouble);
    }

    private static Matrix matrix(String size, DoubleSupplier element) {
        String[] sizes = size.split("x");
        int rows = Integer.parseInt(sizes[0]);
        double[] elements = new double
                [Shape.of(rows, Integer.parseInt(sizes[sizes.length - 1])).size()];
        Arrays.setAll(elements, i -> element.getAsDouble());
        return Matrix.of(elements, rows, elements.length / Math.max(1, rows));
    }
}
