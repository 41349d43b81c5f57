package cognate.stats.test;

import static cognate.stats.test.Golden.T;
import static cognate.stats.test.Golden.U;
import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    /** python3, scipy.stats: mannwhitneyu(X, [v + .05 for v in Y], method="exact", alternative=…). */
    @Test
    void exactWithoutTies() {
        double[] y = Arrays.stream(Y).map(v -> v + 0.05).toArray();
        Golden.agrees(41, 0.9868881118881118, 0.01893939393939394, 0.03787878787878788, MannWhitney.exact(X, y));
    }

    /** Of the C(4, 2) = 6 divisions of 1, 2, 2, 3, {1, 2} is the lowest twice; {2, 3} the highest twice. */
    @Test
    void exactWithTies() {
        TestOutcome outcome = MannWhitney.exact(new double[] {1, 2}, new double[] {2, 3});
        assertEquals(0.5, outcome.statistic());
        assertEquals(2.0 / 6, outcome.less(), 1e-15);
        assertEquals(1, outcome.greater(), 1e-15);
    }

    /** python3, scipy.stats: mannwhitneyu(T, U, method="asymptotic", alternative=…). */
    @Test
    void asymptoticWithTies() {
        Golden.agrees(23, 0.18244065702095907, 0.8443990739578369, 0.36488131404191815, MannWhitney.asymptotic(T, U));
    }

    @Test
    void asymptoticNearsExact() {
        double[] x = new double[60];
        double[] y = new double[50];
        Arrays.setAll(x, i -> 1.7 * i);
        Arrays.setAll(y, i -> 2.3 * i + 0.05);
        double exact = MannWhitney.exact(x, y).less();
        assertEquals(exact, MannWhitney.asymptotic(x, y).less(), 0.01 * exact);
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> MannWhitney.exact(new double[0], Y));
        assertThrows(IllegalArgumentException.class, () -> MannWhitney.exact(new double[600], new double[600]));
        assertThrows(IllegalArgumentException.class, () -> MannWhitney.asymptotic(new double[3], new double[3]));
    }
}
