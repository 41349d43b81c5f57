package cognate.stats.test;

import static cognate.stats.test.Golden.T;
import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OneWayAnovaTest {
    /** python3, scipy.stats: f_oneway(X, Y, T). */
    @Test
    void agreesWithScipy() {
        OneWayAnova anova = OneWayAnova.of(X, Y, T);
        assertEquals(45.85805644806461, anova.statistic(), 1e-12);
        assertEquals(5.3475681197289143e-08, anova.pValue(), 1e-19);
    }

    /** Groups 1 2 3 and 3 4 5: between 6, within 4. */
    @Test
    void byHand() {
        OneWayAnova anova = OneWayAnova.of(new double[] {1, 2, 3}, new double[] {3, 4, 5});
        assertEquals(6, anova.between(), 1e-14);
        assertEquals(4, anova.within(), 1e-14);
        assertEquals(6, anova.statistic(), 1e-13);
        assertEquals(0.6, anova.rSquared(), 1e-15);
        assertEquals(5.0 / 11, anova.omegaSquared(), 1e-14);
        assertEquals(1, anova.residualDeviation(), 1e-14);
    }

    @Test
    void noSpread() {
        assertEquals(1, OneWayAnova.of(new double[] {2, 2}, new double[] {2}).pValue());
        assertEquals(0, OneWayAnova.of(new double[] {2, 2}, new double[] {3}).pValue());
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> OneWayAnova.of(X));
        assertThrows(IllegalArgumentException.class, () -> OneWayAnova.of(new double[] {1}, new double[] {2}));
        assertThrows(IllegalArgumentException.class, () -> OneWayAnova.of(X, new double[0]));
    }
}
