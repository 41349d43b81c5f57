package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.BinomialTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.01, 1, 99_999, 1);

    private static Classification classification(int[] predictions, Design heldOut) {
        return Classification.of(predictions, heldOut, SETTINGS, RandomStream.of(1), Workers.single());
    }

    /**
     * Two conditions of four, all right: 1 of C(8, 4) = 70 labellings is as good, though the binomial p-value is 1/256.
     */
    @Test
    void permutationIsExactWhereTheBinomialIsNot() {
        Design heldOut = Populations.networks(List.of("a", "b"), List.of(4, 4));
        Classification all = classification(heldOut.labels(), heldOut);
        assertEquals(1, all.accuracy());
        assertEquals(0.5, all.chance());
        assertEquals(new PValue(1.0 / 70, 70, 1.0 / 70, false), all.pValue());
        assertEquals(1.0 / 256, all.binomialPValue(), 1e-16);
        assertEquals(new BinomialTest(8, 8, 0.5).clopperPearson(0.99), all.confidenceInterval());
    }

    /** Chance is the mean accuracy of these predictions over the labellings. */
    @Test
    void aConstantPredictionIsNoEvidence() {
        Design heldOut = Populations.networks(List.of("a", "b", "c"), List.of(2, 3, 2));
        Classification constant = classification(new int[] {1, 1, 1, 1, 1, 1, 1}, heldOut);
        assertEquals(3, constant.correct());
        assertEquals(3.0 / 7, constant.chance(), 1e-15);
        assertEquals(1, constant.pValue().value());
    }

    /** Within two blocks of one network each condition: 1 of 4 labellings is as good, and nothing is binomial. */
    @Test
    void permutesWithinBlocks() {
        Design heldOut = Populations.blocked(List.of("a", "b"), 2);
        Classification all = classification(heldOut.labels(), heldOut);
        assertEquals(0.25, all.pValue().value());
        assertNull(all.binomialPValue());
        assertNull(all.confidenceInterval());
        assertEquals(0.5, classification(new int[] {0, 0, 0, 0}, heldOut).chance());
    }
}
