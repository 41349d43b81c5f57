package cognate.stats.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden values: python3, mpmath, mp.dps=40, arguments as mpf: I = lambda a, b, x: x**a*(1-x)**b/(a*beta(a,
 * b))*hyp2f1(a+b, 1, a+1, x); I(a, b, x), I(b, a, 1-x).
 */
class IncompleteBetaTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 0.3, 0.36901011956554538, 0.63098988043445462",
        "2.0, 3.0, 0.999, 0.999999996003, 3.9970000000000106e-9",
        "60.0, 41.0, 0.5, 0.028443966820490396, 0.9715560331795096",
        "0.1, 7.0, 1e-12, 0.080043311027751412, 0.91995668897224859",
        "5000.0, 3000.0, 0.5, 3.181825957766232e-112, 1.0",
        "10000.0, 10000.0, 0.5001, 0.51128214646860542, 0.48871785353139458",
        "12.5, 0.01, 0.9, 0.0014458675913693931, 0.99855413240863061"
    })
    void bothTails(double a, double b, double x, double lower, double upper) {
        assertEquals(lower, IncompleteBeta.lower(a, b, x), 2e-13 * lower);
        assertEquals(upper, IncompleteBeta.upper(a, b, x), 2e-13 * upper);
    }

    @Test
    void inverseUndoes() {
        for (double a : new double[] {0.7, 1, 40}) {
            for (double p : new double[] {1e-200, 1e-9, 0.3, 0.5, 0.9}) {
                assertEquals(p, IncompleteBeta.lower(a, 5, IncompleteBeta.inverse(a, 5, p)), 1e-12 * p);
            }
        }
    }

    @Test
    void endsAndErrors() {
        assertEquals(0, IncompleteBeta.lower(2, 3, 0));
        assertEquals(1, IncompleteBeta.lower(2, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> IncompleteBeta.lower(0, 1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> IncompleteBeta.lower(1, 1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> IncompleteBeta.lower(1, 1, Double.NaN));
    }
}
