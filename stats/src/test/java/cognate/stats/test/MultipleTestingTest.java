package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MultipleTestingTest {
    private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.8, 0.03};

    @Test
    void holmByHand() { // 6·.005, 5·.01, 4·.03, then never less than before
        assertArrayEquals(new double[] {0.05, 0.12, 0.12, 0.03, 0.8, 0.12}, MultipleTesting.holm(P), 1e-15);
    }

    @Test
    void benjaminiHochbergByHand() { // .8, 6/5·.04, 6/4·.03 = .045, 6/2·.01 = .03, 6·.005 = .03
        assertArrayEquals(
                new double[] {0.03, 0.048, 0.045, 0.03, 0.8, 0.045}, MultipleTesting.benjaminiHochberg(P), 1e-15);
    }

    @Test
    void errors() {
        assertArrayEquals(new double[0], MultipleTesting.holm());
        assertThrows(IllegalArgumentException.class, () -> MultipleTesting.holm(0.1, 1.1));
        assertThrows(IllegalArgumentException.class, () -> MultipleTesting.benjaminiHochberg(Double.NaN));
    }
}
