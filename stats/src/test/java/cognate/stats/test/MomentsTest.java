package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void largeMeanSmallSpread() {
        Moments m = Moments.of(new double[] {1e15 + 1, 1e15 + 2, 1e15 + 3});
        assertEquals(1e15 + 2, m.mean());
        assertEquals(1, m.variance());
        assertEquals(1, m.deviation());
        assertEquals(3, m.count());
    }

    @Test
    void cancellation() {
        assertEquals(2.0 / 3, Moments.of(new double[] {1e100, 2, -1e100}).mean(), 1e-15);
    }

    /** 1, 2, 4: deviations -4/3, -1/3, 5/3. */
    @Test
    void autocorrelation() {
        assertEquals((4.0 - 5.0) / (16 + 1 + 25), Moments.autocorrelation(new double[] {1, 2, 4}), 1e-15);
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Moments.of(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Moments.of(new double[] {Double.POSITIVE_INFINITY}));
        assertThrows(IllegalArgumentException.class, () -> Moments.autocorrelation(new double[3]));
    }
}
