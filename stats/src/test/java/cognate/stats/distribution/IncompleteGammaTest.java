package cognate.stats.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden values: python3, mpmath, mp.dps=40; gammainc(a, 0, x, regularized=True), gammainc(a, x, inf,
 * regularized=True).
 */
class IncompleteGammaTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.25, 0.52049987781304654, 0.47950012218695346",
        "0.5, 700.0, 1.0, 2.1010145162642175e-306",
        "3.0, 2.5, 0.45618688411667048, 0.54381311588332952",
        "10.0, 0.01, 2.7307942836962465e-27, 1.0",
        "250.0, 300.0, 0.9986225281224718, 0.001377471877528202",
        "100000.0, 99000.0, 0.00075741992117476797, 0.99924258007882523"
    })
    void bothTails(double a, double x, double lower, double upper) {
        assertEquals(lower, IncompleteGamma.lower(a, x), 1e-13 * lower);
        assertEquals(upper, IncompleteGamma.upper(a, x), 1e-13 * upper);
    }

    /** python3, mpmath: loggamma(x). */
    @ParameterizedTest
    @CsvSource({
        "1e-05, 11.512919692895826",
        "0.5, 0.57236494292470009",
        "1.0, 0.0",
        "1.5, -0.12078223763524522",
        "2.0, 0.0",
        "7.25, 7.0521854507385394",
        "16.0, 27.899271383840892",
        "1000.5, 5908.6741758486775",
        "10000000000.0, 220258509288.81058"
    })
    void logGamma(double x, double expected) {
        assertEquals(expected, IncompleteGamma.logGamma(x), 2e-15 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void inversesUndo() {
        for (double a : new double[] {0.7, 1, 7.5, 1000}) {
            for (double p : new double[] {1e-200, 1e-9, 0.3, 0.5, 0.9}) {
                assertEquals(p, IncompleteGamma.lower(a, IncompleteGamma.inverseLower(a, p)), 1e-12 * p);
                assertEquals(p, IncompleteGamma.upper(a, IncompleteGamma.inverseUpper(a, p)), 1e-12 * p);
            }
        }
    }

    @Test
    void endsAndErrors() {
        assertEquals(0, IncompleteGamma.lower(2, 0));
        assertEquals(0, IncompleteGamma.upper(2, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> IncompleteGamma.lower(0, 1));
        assertThrows(IllegalArgumentException.class, () -> IncompleteGamma.upper(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> IncompleteGamma.logGamma(-1));
    }
}
