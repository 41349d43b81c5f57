package cognate.stats.test;

import static cognate.stats.test.Golden.T;
import static cognate.stats.test.Golden.U;
import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.stats.distribution.Normal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    /** python3, scipy.stats: kstest(X, norm(11, 1.5).cdf). */
    @Test
    void oneSample() {
        KolmogorovSmirnov test = KolmogorovSmirnov.oneSample(X, new Normal(11, 1.5));
        assertEquals(0.3194228038216892, test.statistic(), 1e-14);
        assertEquals(0.3905018626432186, test.pValue(), 1e-12);
    }

    /** python3, scipy.stats: ks_2samp(X, Y, method="exact"), ks_2samp(T, U, method="exact"). */
    @Test
    void twoSample() {
        KolmogorovSmirnov test = KolmogorovSmirnov.twoSample(X, Y);
        assertEquals(0.7142857142857143, test.statistic(), 1e-15);
        assertEquals(0.05303030303030303, test.pValue(), 1e-14);
        KolmogorovSmirnov ties = KolmogorovSmirnov.twoSample(T, U);
        assertEquals(0.375, ties.statistic());
        assertEquals(0.6601398601398599, ties.pValue(), 1e-14);
        assertEquals(1, KolmogorovSmirnov.twoSample(T, T).pValue());
    }

    /** python3, scipy.stats: ks_2samp(arange(10001), 1.02*arange(10000) + .5, method="exact"); here by the limit. */
    @Test
    void largeSamples() {
        double[] x = new double[10_001];
        double[] y = new double[10_000];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> 1.02 * i + 0.5);
        KolmogorovSmirnov test = KolmogorovSmirnov.twoSample(x, y);
        assertEquals(0.0196002799720028, test.statistic(), 1e-15);
        assertEquals(0.04209086761833031, test.pValue(), 0.02 * 0.042);
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> KolmogorovSmirnov.twoSample(X, new double[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> KolmogorovSmirnov.oneSample(new double[] {Double.NaN}, Normal.STANDARD));
    }
}
