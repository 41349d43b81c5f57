package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 9, 1);
    private static final Design INDEPENDENT = Populations.networks(List.of("a", "b"), List.of(20, 20));

    private static LeakCheck check(Design design, double ofBlock, long seed) {
        Design sources = Populations.networks(List.of("a", "b"), List.of(20, 20))
                .inBlocks(IntStream.range(0, 40).mapToObj(LeakCheckTest::source).toList());
        double[][] similarity = Populations.similarity(sources, 0, ofBlock, seed);
        RandomStream stream = RandomStream.of(seed);
        Split split = design.split(0.6, stream.split("split"));
        Similarity s = Similarity.of(similarity, design);
        double[] kernel = s.select(split.training(), split.training());
        double[] across = s.select(split.heldOut(), split.training());
        return LeakCheck.of(design, split, kernel, across, stream.split("check"), Workers.single());
    }

    /** Of the first eight networks of either condition, two and two come from one source. */
    private static String source(int network) {
        return network % 20 < 8 ? network / 20 + " " + network % 20 / 2 : Integer.toString(network);
    }

    @Test
    void seesSourcesOnEitherSideOfTheSplit() {
        Design declared = INDEPENDENT.fromSources(
                IntStream.range(0, 40).mapToObj(LeakCheckTest::source).toList());
        int seen = 0;
        for (int seed = 0; seed < 8; seed++) {
            seen += check(declared, 3, seed).pValue() <= 0.05 ? 1 : 0;
        }
        assertTrue(seen >= 6, "seen in " + seen + " of 8");
    }

    /** Sources in blocks never leak; the hits are then binomial: p-values up to 0.05 come at most as often as that. */
    @Test
    void keepsItsSize() {
        Design blocked = INDEPENDENT.inBlocks(
                IntStream.range(0, 40).mapToObj(LeakCheckTest::source).toList());
        int rejected = 0;
        int simulations = 60;
        for (int seed = 0; seed < simulations; seed++) {
            rejected += check(blocked, 3, seed).pValue() <= 0.05 ? 1 : 0;
        }
        assertTrue(rejected <= simulations * 0.05 + 3 * Math.sqrt(simulations * 0.05 * 0.95), rejected + " rejected");
        assertTrue(rejected > 0, "a check that never rejects proves nothing");
    }

    @Test
    void asksOneNetworkOfEverySource() {
        Design blocked = Populations.blocked(List.of("a", "b"), 10);
        LeakCheck check = Htt.test(blocked, Populations.similarity(blocked, 0, 0, 1), SETTINGS, Workers.single())
                .shuffled();
        assertEquals(200 * 4, check.asked());
        assertEquals((double) check.hits() / 800, check.accuracy());
    }
}
