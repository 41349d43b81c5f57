package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.BinomialTest;
import cognate.stats.test.Blocks;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.01, 1, 99_999, 1);

    private static Classification classification(int[] predictions, int[] labels, Blocks blocks) {
        return Classification.of(predictions, labels, blocks, SETTINGS, RandomStream.of(1), Workers.single());
    }

    /**
     * Two conditions of four, all right: 1 of C(8, 4) = 70 labellings is as good, so the true size of a test that rejects
     * here is 0.014, though the binomial p-value is 1/256.
     */
    @Test
    void permutationIsExactWhereTheBinomialIsNot() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        Classification all = classification(labels.clone(), labels, Blocks.one(8));
        assertEquals(1, all.accuracy());
        assertEquals(0.5, all.chance());
        assertEquals(1.0 / 70, all.pValue(), 4 * Math.sqrt(1.0 / 70 / 99_999));
        assertEquals(1.0 / 256, all.binomialPValue(), 1e-16);
        assertEquals(new BinomialTest(8, 8, 0.5).clopperPearson(0.99), all.confidenceInterval());
    }

    @Test
    void chanceIsTheLargestShareAndAConstantPredictionIsNoEvidence() {
        int[] labels = {0, 0, 1, 1, 1, 2, 2};
        Classification constant = classification(new int[] {1, 1, 1, 1, 1, 1, 1}, labels, Blocks.one(7));
        assertEquals(3, constant.correct());
        assertEquals(3.0 / 7, constant.chance());
        assertEquals(1, constant.pValue());
    }

    /** Within two blocks of one network each condition: 1 of 4 labellings is as good. */
    @Test
    void permutesWithinBlocks() {
        int[] labels = {0, 1, 0, 1};
        Classification all = classification(labels.clone(), labels, Blocks.of(new int[] {0, 0, 1, 1}));
        assertEquals(0.25, all.pValue(), 4 * Math.sqrt(0.25 / 99_999));
    }
}
