package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PowerTest {
    private static double study(RandomStream stream, double shift) {
        double[] x = new double[20];
        double[] y = new double[20];
        Arrays.setAll(x, i -> stream.nextGaussian() + shift);
        Arrays.setAll(y, i -> stream.nextGaussian());
        return TTest.pooled(x, y).twoSided();
    }

    /**
     * Noncentral t: python3, scipy.stats, nc = 0.8*sqrt(10), c = t.isf(.025, 38); nct.sf(c, 38, nc) + nct.cdf(-c, 38,
     * nc).
     */
    @Test
    void powerOfTheTTest() {
        Power power = Power.simulate(s -> study(s, 0.8), 0.05, 3000, RandomStream.of(5), Workers.single());
        assertTrue(power.interval(0.999).contains(0.6934), power.toString());
    }

    @Test
    void sizeOfTheTTest() {
        Power size = Power.simulate(s -> study(s, 0), 0.05, 3000, RandomStream.of(6), Workers.single());
        assertTrue(size.interval(0.999).contains(0.05), size.toString());
        try (Workers three = Workers.of(3)) {
            assertEquals(size, Power.simulate(s -> study(s, 0), 0.05, 3000, RandomStream.of(6), three));
        }
        assertEquals(size.rejections() / 3000.0, size.rate());
    }

    @Test
    void errors() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Power.simulate(s -> 1, 0.05, 0, RandomStream.of(1), Workers.single()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Power.simulate(s -> 1, 1, 9, RandomStream.of(1), Workers.single()));
    }
}
