package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import org.junit.jupiter.api.Test;

class LogisticHeadTest {
    private static final int[] LABELS = {0, 0, 0, 1, 1, 1, 1, 2, 2};

    /** X = mat(9, 4), Z = mat(3, 4) of the congruential generator with seed 42: entry = s/2³¹ - 0.5. */
    private static double[][] features() {
        double[][] x = new double[12][4];
        long s = 42;
        for (double[] row : x) {
            for (int j = 0; j < 4; j++) {
                s = (1103515245L * s + 12345) % (1L << 31);
                row[j] = s / (double) (1L << 31) - 0.5;
            }
        }
        return x;
    }

    private static double[] products(double[][] x, int from, int to) {
        double[] k = new double[(to - from) * 9];
        for (int i = from; i < to; i++) {
            for (int j = 0; j < 9; j++) {
                for (int d = 0; d < 4; d++) {
                    k[(i - from) * 9 + j] += x[i][d] * x[j][d];
                }
            }
        }
        return k;
    }

    /**
     * python3, numpy, scipy.optimize.minimize(method="BFGS", gtol=1e-11) over W [3, 5] of the mean cross-entropy of [X,
     * 1] Wᵀ plus 0.005 times the squares of W but its last column; then [Z, 1] Wᵀ.
     */
    @Test
    void agreesWithThePrimalProblem() {
        double[] expected = {
            -0.6596712622619783,
            -0.39047968381685677,
            1.050150946078826,
            0.22191487874978616,
            -1.4663561552762625,
            1.244441276526468,
            -0.8507486466725442,
            1.5618986561971926,
            -0.7111500095246575
        };
        double[][] x = features();
        LogisticHead head = LogisticHead.train(products(x, 0, 9), LABELS, 3, Workers.single());
        double[] logits = head.logits(products(x, 9, 12));
        assertArrayEquals(expected, logits, 1e-5);
        assertArrayEquals(new int[] {2, 2, 1}, head.predict(products(x, 9, 12)));
    }

    @Test
    void equalLogitsGoToTheFirstClass() {
        double[] identity = {1, 0, 0, 1};
        LogisticHead head = LogisticHead.train(identity, new int[] {1, 0}, 2, Workers.single());
        assertEquals(0, head.predict(new double[] {0, 0})[0]);
    }

    @Test
    void sameForAnyNumberOfThreads() {
        double[] kernel = products(features(), 0, 9);
        try (Workers three = Workers.of(3)) {
            double[] single =
                    LogisticHead.train(kernel, LABELS, 3, Workers.single()).logits(kernel);
            double[] shared = LogisticHead.train(kernel, LABELS, 3, three).logits(kernel);
            assertArrayEquals(single, shared);
        }
    }

    @Test
    void refusesAMatrixThatIsNoInnerProduct() {
        int n = 20;
        double[] kernel = new double[n * n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < n; j++) {
                kernel[i * n + j] = i == j ? 1 : (i + j) % 2 == 0 ? -1 : 1;
            }
        }
        assertThrows(IllegalArgumentException.class, () -> LogisticHead.train(kernel, labels, 2, Workers.single()));
    }
}
