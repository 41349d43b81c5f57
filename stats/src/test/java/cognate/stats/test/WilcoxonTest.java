package cognate.stats.test;

import static cognate.stats.test.Golden.T;
import static cognate.stats.test.Golden.U;
import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WilcoxonTest {
    /** python3, scipy.stats: wilcoxon(X, [v + .003*i*i for i, v in enumerate(Y)], mode="exact", alternative=…). */
    @Test
    void exactWithoutTies() {
        double[] y = new double[Y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = Y[i] + 0.003 * i * i;
        }
        Golden.agrees(25, 0.9765625, 0.0390625, 0.078125, Wilcoxon.exact(X, y));
    }

    /** Differences 1, 1, -2: of the 8 signs of ranks 1.5, 1.5, 3 the sums are 0, 1.5 twice, 3 twice, 4.5 twice, 6. */
    @Test
    void exactWithTies() {
        TestOutcome outcome = Wilcoxon.exact(new double[] {1, 1, 0, 5}, new double[] {0, 0, 2, 5});
        assertEquals(3, outcome.statistic());
        assertEquals(5.0 / 8, outcome.less());
        assertEquals(5.0 / 8, outcome.greater());
        assertEquals(1, outcome.twoSided());
    }

    /** python3, scipy.stats: wilcoxon(T, U, mode="approx", alternative=…). */
    @Test
    void asymptoticWithTiesAndAZero() {
        Golden.agrees(2.5, 0.025747275800495253, 0.9742527241995047, 0.05149455160099051, Wilcoxon.asymptotic(T, U));
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Wilcoxon.exact(X, X));
        assertThrows(IllegalArgumentException.class, () -> Wilcoxon.asymptotic(X, T));
    }
}
