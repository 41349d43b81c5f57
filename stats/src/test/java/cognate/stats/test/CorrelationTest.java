package cognate.stats.test;

import static cognate.stats.test.Golden.T;
import static cognate.stats.test.Golden.U;
import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Golden values: python3, scipy.stats, alternative="less", "greater", "two-sided" of the named function. */
class CorrelationTest {
    /** pearsonr(X, Y). */
    @Test
    void pearson() {
        Golden.agrees(
                0.0906896067933864,
                0.5766635561118142,
                0.42333644388818564,
                0.8466728877763713,
                Correlation.pearson(X, Y));
    }

    /** spearmanr(T, U). */
    @Test
    void spearman() {
        Golden.agrees(
                0.7854091098781055,
                0.9895504917882734,
                0.010449508211726603,
                0.020899016423453206,
                Correlation.spearman(T, U));
    }

    /** kendalltau(T, U, method="asymptotic"). */
    @Test
    void kendallWithTies() {
        Golden.agrees(
                0.6928203230275509,
                0.9895267846204845,
                0.010473215379515458,
                0.020946430759030917,
                Correlation.kendall(T, U));
    }

    /** kendalltau(X, [10.2, 9.2, 10.4, 10.11, 9.91, 8.71, 11.01], method="exact"). */
    @Test
    void kendallExact() {
        double[] y = {10.2, 9.2, 10.4, 10.11, 9.91, 8.71, 11.01};
        Golden.agrees(0.04761904761904762, 0.6136904761904762, 0.5, 1, Correlation.kendallExact(X, y));
    }

    @Test
    void perfectAndOpposite() {
        double[] opposite = {3, 2, 1, 0};
        double[] ascending = {1, 2, 3, 4};
        assertEquals(-1, Correlation.pearson(ascending, opposite).statistic());
        assertEquals(0, Correlation.pearson(ascending, opposite).twoSided());
        assertEquals(1.0 / 24, Correlation.kendallExact(ascending, opposite).less(), 1e-15);
        assertEquals(1, Correlation.kendallExact(ascending, opposite).greater(), 1e-15);
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(X, new double[X.length]));
        assertThrows(IllegalArgumentException.class, () -> Correlation.spearman(X, new double[X.length]));
        assertThrows(IllegalArgumentException.class, () -> Correlation.kendall(X, new double[X.length]));
        assertThrows(IllegalArgumentException.class, () -> Correlation.kendallExact(T, U));
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(new double[2], new double[2]));
    }
}
