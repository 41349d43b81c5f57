package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** python3, numpy: quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.05, 0.95]). */
    @Test
    void percentileInterpolates() {
        Interval interval = Bootstrap.percentile(new double[] {3, 1, 4, 1, 5, 9, 2, 6}, 0.9);
        assertEquals(1.0, interval.low());
        assertEquals(7.949999999999999, interval.high(), 1e-14);
        assertTrue(interval.contains(7.9) && !interval.contains(8));
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.percentile(new double[0], 0.9));
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.percentile(new double[1], 0));
    }
}
