package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalScoreTest {
    private static final double[][] TABLE = {{1, 0}, {1, 0.5}, {0, 1}, {0.25, 0.75}};
    private static final Design QUERIES = Populations.networks(List.of("a", "b"), List.of(2, 2));

    /** Each query's chance is the mean of its two scores, as either condition has two queries. */
    @Test
    void byHand() {
        HttSettings settings = new HttSettings(0.6, 0.05, 1, 9999, 999);
        RetrievalScore score = RetrievalScore.of(TABLE, QUERIES, settings, RandomStream.of(1), Workers.single());
        assertEquals((1 + 1 + 1 + 0.75) / 4, score.value());
        assertEquals((0.5 + 0.75 + 0.5 + 0.5) / 4, score.chance());
        assertEquals(1.0 / 6, score.pValue().value()); // of C(4, 2) labellings
        assertEquals(new Interval(0.875, 1, 0.95), score.interval()); // the means of the two conditions
    }

    /** Where every network is among the nearest, the score is 1 under all labels: no p-value, and none for Holm. */
    @Test
    void whatNoLabelChangesIsNotTested() {
        HttSettings settings = new HttSettings(0.6, 0.05, 1, 9999, 9);
        double[][] all = {{1, 1}, {1, 1}, {0, 0}, {1, 1}};
        RetrievalScore score = RetrievalScore.of(all, QUERIES, settings, RandomStream.of(1), Workers.single());
        assertNull(score.pValue());
        assertEquals(0.75, score.value());
        assertEquals(0.75, score.chance());
    }

    /** Within blocks of queries 0, 2 and 1, 3: a query's chance is the mean over the labels of its block. */
    @Test
    void withinBlocks() {
        HttSettings settings = new HttSettings(0.6, 0.05, 1, 9999, 9);
        Design queries = QUERIES.inBlocks(List.of("1", "2", "1", "2"));
        RetrievalScore score = RetrievalScore.of(TABLE, queries, settings, RandomStream.of(1), Workers.single());
        assertEquals(0.25, score.pValue().value()); // of 2² labellings
        assertEquals((0.5 + 0.75 + 0.5 + 0.5) / 4, score.chance());
    }
}
