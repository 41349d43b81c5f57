package cognate.stats.test;

import static cognate.stats.test.Golden.X;
import static cognate.stats.test.Golden.Y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EffectSizeTest {
    /**
     * python3, numpy: d = (x.mean() - y.mean()) / sqrt((x.var(ddof=1)*6 + y.var(ddof=1)*6) / 12); g = d * gamma(6) /
     * (sqrt(6) * gamma(5.5)); (x.mean() - y.mean()) / y.std(ddof=1); sign(subtract.outer(x, y)).mean().
     */
    @Test
    void agreesWithNumpy() {
        assertEquals(1.639286029727177, EffectSize.cohensD(X, Y), 1e-13);
        assertEquals(1.5342763549279719, EffectSize.hedgesG(X, Y), 1e-13);
        assertEquals(2.1652948395450173, EffectSize.glassDelta(X, Y), 1e-13);
        assertEquals(0.6938775510204082, EffectSize.cliffsDelta(X, Y), 1e-15);
        assertEquals(-1, EffectSize.cliffsDelta(new double[] {1}, new double[] {2, 3}));
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> EffectSize.cohensD(new double[2], new double[2]));
        assertThrows(IllegalArgumentException.class, () -> EffectSize.hedgesG(new double[1], new double[2]));
        assertThrows(IllegalArgumentException.class, () -> EffectSize.glassDelta(X, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> EffectSize.cliffsDelta(X, new double[0]));
    }
}
