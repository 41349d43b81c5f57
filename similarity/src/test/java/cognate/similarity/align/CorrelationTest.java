package cognate.similarity.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    /** By the definition, with the means taken off first; two batches on an offset of a million. */
    @Test
    void isPearsons() {
        RandomStream random = RandomStream.of(1);
        double[][] a = new double[40][3];
        double[][] b = new double[40][2];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 3; j++) {
                a[i][j] = 1e6 + random.nextGaussian();
            }
            b[i][0] = -a[i][1] + 0.5 * random.nextGaussian();
            b[i][1] = random.nextGaussian();
        }
        Matrix ofA = Matrix.ofRows(a);
        Matrix ofB = Matrix.ofRows(b);
        Correlation correlation = new Correlation(ofA, ofB);
        correlation.add(ofA.block(0, 15, 0, 3), ofB.block(0, 15, 0, 2));
        correlation.add(ofA.block(15, 40, 0, 3), ofB.block(15, 40, 0, 2));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(pearson(a, i, b, j), correlation.values().get(i, j), 1e-12);
            }
        }
    }

    private static double pearson(double[][] a, int i, double[][] b, int j) {
        double meanA = 0;
        double meanB = 0;
        for (int k = 0; k < a.length; k++) {
            meanA += a[k][i] / a.length;
            meanB += b[k][j] / a.length;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            ab += (a[k][i] - meanA) * (b[k][j] - meanB);
            aa += (a[k][i] - meanA) * (a[k][i] - meanA);
            bb += (b[k][j] - meanB) * (b[k][j] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void unitsThatDoNotVaryCorrelateWithNone() {
        Matrix a = Matrix.ofRows(new double[] {3, 1}, new double[] {3, 2});
        Correlation correlation = new Correlation(a, a);
        correlation.add(a.copy(), a.copy());
        assertEquals(0, correlation.values().get(0, 0));
        assertEquals(0, correlation.values().get(1, 0));
        assertEquals(1, correlation.values().get(1, 1), 1e-15);
    }
}
