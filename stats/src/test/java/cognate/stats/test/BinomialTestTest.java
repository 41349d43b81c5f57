package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.stats.distribution.Binomial;
import cognate.stats.distribution.Normal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTestTest {
    /**
     * python3, scipy.stats: binomtest(k, n, p, "greater" | "less" | "two-sided").pvalue, .proportion_ci(0.99, "exact").
     */
    @ParameterizedTest
    @CsvSource({
        "60, 100, 0.5, 0.02844396682049044, 0.9823998998911476, 0.05688793364098088, 0.46647299565267597, 0.7237423415638216",
        "27, 40, 0.5, 0.01923865414210013, 0.9917054983125126, 0.03847730828420026, 0.4600324251078188, 0.8474404023033777",
        "56, 2000, 0.02, 0.009035363040974133, 0.9939120314365238, 0.016145654559917434, 0.019381009768259242, 0.03894014204733923",
        "55, 2000, 0.02, 0.013193538077609255, 0.9909646369590258, 0.020303829596552553, 0.018964879991966648, 0.0383593840238161",
        "3, 40, 0.2, 0.9920578627251851, 0.028462094459744576, 0.04786946338839313, 0.008627788841649442, 0.24837227476949533",
        "0, 10, 0.3, 1.0, 0.028247524900000005, 0.0388396033, 0.0, 0.4112959813475254",
        "10, 10, 0.3, 5.9048999999999975e-06, 1.0, 5.9048999999999975e-06, 0.5887040186524746, 1.0",
        "38, 40, 0.2, 1.3898926486716447e-24, 1.0, 1.3898926486716447e-24, 0.788232166574101, 0.9973830977867133"
    })
    void agreesWithScipy(
            long k, long n, double p, double greater, double less, double twoSided, double low, double high) {
        BinomialTest test = new BinomialTest(k, n, p);
        assertEquals(greater, test.greater(), 1e-12 * greater);
        assertEquals(less, test.less(), 1e-12 * less);
        assertEquals(twoSided, test.twoSided(), 1e-12 * twoSided);
        assertEquals(low, test.clopperPearson(0.99).low(), 1e-12);
        assertEquals(high, test.clopperPearson(0.99).high(), 1e-12);
    }

    @Test
    void smallestSignificantCountOfTwoThousandNetworksInFiftyConditions() {
        assertTrue(new BinomialTest(56, 2000, 1.0 / 50).greater() < 0.01);
        assertTrue(new BinomialTest(55, 2000, 1.0 / 50).greater() >= 0.01);
    }

    /** The classifier two-sample test's reference numbers: the normal approximation beside the exact p-value. */
    @Test
    void classifierTwoSampleTest() {
        assertEquals(0.0227501, Normal.STANDARD.survival((60 - 50) / Math.sqrt(100 / 4.0)), 5e-8);
        assertEquals(0.0284440, new BinomialTest(60, 100, 0.5).greater(), 5e-8);
        assertEquals(0.0134283, Normal.STANDARD.survival((27 - 20) / Math.sqrt(40 / 4.0)), 5e-8);
        assertEquals(0.0192387, new BinomialTest(27, 40, 0.5).greater(), 5e-8);
    }

    @Test
    void twoSidedIsTheSumOfUnlikelyCounts() {
        for (double p : new double[] {0.07, 0.5, 0.8}) {
            for (int k = 0; k <= 13; k++) {
                Binomial b = new Binomial(13, p);
                double sum = 0;
                for (int i = 0; i <= 13; i++) {
                    sum += b.density(i) <= b.density(k) * (1 + 1e-7) ? b.density(i) : 0;
                }
                assertEquals(sum, new BinomialTest(k, 13, p).twoSided(), 1e-13, k + " at " + p);
            }
        }
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(5, 4, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(1, 4, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new BinomialTest(1, 4, 0.5).clopperPearson(1));
    }
}
