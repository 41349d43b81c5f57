package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static double meanSquare(double[] sample) {
        return Arrays.stream(sample).map(x -> x * x).sum() / sample.length;
    }

    /** python3, numpy: quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.05, 0.95]). */
    @Test
    void percentileInterpolates() {
        Interval interval = Bootstrap.percentile(new double[] {3, 1, 4, 1, 5, 9, 2, 6}, 0.9);
        assertEquals(1.0, interval.low());
        assertEquals(7.949999999999999, interval.high(), 1e-14);
        assertTrue(interval.contains(7.9) && !interval.contains(8));
    }

    /**
     * python3, scipy.stats.norm, r the squares below: z0 = ppf(share of r below th); j the leave-one-out means of x², q
     * = j.mean() - j, a = (q**3).sum() / (6 * (q**2).sum()**1.5); quantile(r, [cdf(z0 + (z0 + z) / (1 - a * (z0 + z)))
     * for z in (ppf(.1), ppf(.9))]).
     */
    @Test
    void acceleratedByItsFormula() {
        double[] replicates = {11.2, 11.9, 11.5, 11.0, 11.7, 12.0, 11.3, 11.6, 11.8, 11.55};
        Arrays.setAll(replicates, i -> replicates[i] * replicates[i]);
        Interval interval = Bootstrap.accelerated(Golden.X, BootstrapTest::meanSquare, replicates, 0.8);
        assertEquals(127.50201137412579, interval.low(), 1e-10);
        assertEquals(143.1250554640554, interval.high(), 1e-10);
    }

    /**
     * The variance of an exponential sample: skewed, so the percentile interval is too short; the other one less so.
     */
    @Test
    void acceleratedCoversMoreOften() {
        int percentile = 0;
        int accelerated = 0;
        for (int study = 0; study < 300; study++) {
            RandomStream stream = RandomStream.of(study);
            double[] sample = new double[25];
            Arrays.setAll(sample, i -> -StrictMath.log(1 - stream.nextDouble()));
            Bootstrap.Statistic variance = s -> Moments.of(s).variance();
            double[] replicates =
                    Bootstrap.replicates(sample, variance, 399, stream.split("bootstrap"), Workers.single());
            percentile += Bootstrap.percentile(replicates, 0.9).contains(1) ? 1 : 0;
            accelerated +=
                    Bootstrap.accelerated(sample, variance, replicates, 0.9).contains(1) ? 1 : 0;
        }
        assertTrue(accelerated > percentile + 5, accelerated + " against " + percentile);
        assertTrue(accelerated > 0.7 * 300 && accelerated < 0.95 * 300, accelerated + " of 300");
    }

    @Test
    void sameForAnyNumberOfThreads() {
        double[] single =
                Bootstrap.replicates(Golden.X, BootstrapTest::meanSquare, 99, RandomStream.of(1), Workers.single());
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(
                    single, Bootstrap.replicates(Golden.X, BootstrapTest::meanSquare, 99, RandomStream.of(1), three));
        }
    }

    @Test
    void errors() {
        double[] x = Golden.X;
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.percentile(new double[0], 0.9));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.percentile(x, 0));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.accelerated(x, s -> 5, x, 0.9));
        assertThrows(
                IllegalArgumentException.class,
                () -> Bootstrap.replicates(new double[0], s -> 5, 9, RandomStream.of(1), Workers.single()));
    }
}
