package cognate.stats.test;

import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Golden values: python3, scipy.stats, alternative="less", "greater", "two-sided" of the named function. */
class TTestTest {
    /**
     * ttest_1samp(X, 11); interval: mean - 11 ± 2.4469118511449699711 (mpmath.findroot on the tail) standard errors.
     */
    @Test
    void oneSample() {
        TTest test = TTest.oneSample(X, 11);
        agrees(1.283340472918918, 0.8766458001991853, 0.12335419980081468, 0.24670839960162935, test);
        assertEquals(6, test.degrees());
        assertEquals(-0.5310518861180819, test.interval(0.95).low(), 1e-12);
        assertEquals(1.7024804575466533, test.interval(0.95).high(), 1e-12);
    }

    /** ttest_rel(X, Y). */
    @Test
    void paired() {
        agrees(3.2008882016071434, 0.9907103845337873, 0.009289615466212717, 0.018579230932425434, TTest.paired(X, Y));
    }

    /** ttest_ind(X, Y). */
    @Test
    void pooled() {
        agrees(3.066823341082009, 0.9951128381878932, 0.0048871618121068255, 0.009774323624213651, TTest.pooled(X, Y));
    }

    /** ttest_ind(X, Y, equal_var=False). */
    @Test
    void welch() {
        agrees(3.066823341082009, 0.9941459030878176, 0.0058540969121823536, 0.011708193824364707, TTest.welch(X, Y));
    }

    private static void agrees(double statistic, double less, double greater, double twoSided, TTest actual) {
        assertEquals(statistic, actual.statistic(), 1e-13 * Math.abs(statistic));
        assertEquals(less, actual.less(), 1e-12 * less);
        assertEquals(greater, actual.greater(), 1e-12 * greater);
        assertEquals(twoSided, actual.twoSided(), 1e-12 * twoSided);
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> TTest.oneSample(new double[] {1}, 0));
        assertThrows(IllegalArgumentException.class, () -> TTest.oneSample(new double[] {1, 1, 1}, 0));
        assertThrows(IllegalArgumentException.class, () -> TTest.paired(X, new double[3]));
        Exception e = assertThrows(IllegalArgumentException.class, () -> TTest.welch(X, new double[] {1, Double.NaN}));
        assertEquals("Welch's t test: finite values, found NaN at index 1", e.getMessage());
    }
}
