package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class DoubleRotationsTest {
    @Test
    void rotatesRowsInTheOrderOfAdding() {
        RandomStream random = RandomStream.of(1);
        for (int columns : new int[] {1, 7, 32, 33, 100}) {
            int rows = 20;
            double[] a = new double[rows * columns];
            for (int i = 0; i < a.length; i++) {
                a[i] = random.nextDouble() - 0.5;
            }
            double[] expected = a.clone();
            DoubleRotations rotations = new DoubleRotations(a, columns);
            for (int t = 0; t < 20_000; t++) { // more than are kept before they are applied
                int i = t % 3 == 0 ? random.nextInt(rows - 1) : t % (rows - 1); // some in a chain, some not
                double angle = random.nextDouble();
                double c = StrictMath.cos(angle);
                double s = StrictMath.sin(angle);
                rotations.add(i, c, s);
                for (int j = 0; j < columns; j++) {
                    double x = expected[i * columns + j];
                    double y = expected[(i + 1) * columns + j];
                    expected[i * columns + j] = Math.fma(c, x, s * y);
                    expected[(i + 1) * columns + j] = Math.fma(c, y, -s * x);
                }
            }
            rotations.apply();
            assertArrayEquals(expected, a);
        }
    }
}
