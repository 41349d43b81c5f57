package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovDistributionTest {
    /** python3, scipy.stats: kstwo.sf(d, n); n = 1000 and 3000 at small d: _ksstats._kolmogn_DMTW(n, d, cdf=False). */
    @ParameterizedTest
    @CsvSource({
        "1, 0.7, 0.6000000000000001",
        "1, 0.5, 1",
        "5, 0.3, 0.664",
        "10, 0.274, 0.3715203845434957",
        "50, 0.1, 0.6623112704658186",
        "50, 0.35, 5.573523514803185e-06",
        "140, 0.05, 0.8576480297656114",
        "1000, 0.03, 0.3226902464133094",
        "3000, 0.01, 0.9220854950882734",
        "1000, 0.07, 0.00010494206285958879",
        "20000, 0.02, 2.2181270070049744e-07"
    })
    void survival(int n, double d, double expected) {
        assertEquals(expected, KolmogorovDistribution.survival(n, d), 1e-10 * expected);
    }

    /** python3, scipy.stats: kstwobign.sf(t). */
    @ParameterizedTest
    @CsvSource({
        "0.3, 0.9999906941986655",
        "0.6, 0.8642827790506042",
        "0.999, 0.27107316411506394",
        "1.001, 0.26892926629862707",
        "1.5, 0.022217962616525127",
        "3, 3.045995948942526e-08"
    })
    void limit(double t, double expected) {
        assertEquals(expected, KolmogorovDistribution.limit(t), 1e-13 * expected);
    }
}
