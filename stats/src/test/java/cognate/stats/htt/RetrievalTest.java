package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 999, 199);
    private static final Design NETWORKS =
            Populations.networks(List.of("a", "b", "c", "d", "e", "f", "g"), Collections.nCopies(7, 10));

    @Test
    void unseenConditionsAreFoundAgain() {
        Retrieval found =
                Retrieval.test(NETWORKS, Populations.similarity(NETWORKS, 4, 0, 1), SETTINGS, Workers.single());
        assertEquals(3, found.unseen().size());
        assertEquals(6, found.queries());
        assertEquals(24, found.gallery());
        assertTrue(found.rank1().value() > 0.6, found.toString());
        assertTrue(found.meanAveragePrecision().pValue().value() < 0.05, found.toString());
        assertTrue(found.rank5().value() >= found.rank1().value()
                && found.rank10().value() >= found.rank5().value());
        assertTrue(found.meanAveragePrecision()
                .interval()
                .contains(found.meanAveragePrecision().value()));
        try (Workers three = Workers.of(3)) {
            assertEquals(found, Retrieval.test(NETWORKS, Populations.similarity(NETWORKS, 4, 0, 1), SETTINGS, three));
        }
    }

    @Test
    void anEmbeddingFindsThemToo() {
        double[][] similarity = Populations.similarity(NETWORKS, 4, 0, 1);
        Retrieval found = Retrieval.test(NETWORKS, similarity, SETTINGS.with(HeadKind.EMBEDDING), Workers.single());
        assertEquals(3, found.unseen().size());
        assertTrue(found.rank1().value() > 0.6, found.toString());
        assertTrue(found.meanAveragePrecision().pValue().value() < 0.05, found.toString());
    }

    /** The size of the test where the hypothesis is true: at most alpha, up to two standard errors. */
    @Test
    void keepsItsSize() {
        int simulations = 200;
        int rejected = 0;
        double excess = 0;
        for (int i = 0; i < simulations; i++) {
            HttSettings settings = new HttSettings(0.6, 0.05, i, 199, 1);
            RetrievalScore score = Retrieval.test(
                            NETWORKS, Populations.similarity(NETWORKS, 0, 0, 500 + i), settings, Workers.single())
                    .meanAveragePrecision();
            rejected += score.pValue().value() <= 0.05 ? 1 : 0;
            excess += (score.value() - score.chance()) / simulations;
        }
        assertTrue(rejected <= simulations * 0.05 + 2 * Math.sqrt(simulations * 0.05 * 0.95), rejected + " rejected");
        assertTrue(rejected > 0);
        assertEquals(0, excess, 0.02);
    }

    /** A head that has seen the twins of some conditions' networks would tell these apart though nothing is there. */
    @Test
    void conditionsThatShareSeedsGoTogether() {
        List<String> tasks = List.of("0", "1", "2", "3", "4");
        List<String> conditions =
                tasks.stream().flatMap(t -> Stream.of("a" + t, "b" + t)).toList();
        Design free = Populations.networks(conditions, Collections.nCopies(10, 6));
        List<String> blocks =
                IntStream.range(0, 60).mapToObj(i -> i / 12 + " " + i % 6).toList();
        for (int seed = 0; seed < 5; seed++) {
            HttSettings settings = new HttSettings(0.6, 0.05, seed, 9, 1);
            Design design = free.inBlocks(blocks);
            Retrieval found =
                    Retrieval.test(design, Populations.similarity(design, 0, 2, seed), settings, Workers.single());
            for (String task : tasks) {
                assertEquals(found.unseen().contains("a" + task), found.unseen().contains("b" + task));
            }
        }
    }

    @Test
    void tooFewConditions() {
        Design three = Populations.networks(List.of("a", "b", "c"), List.of(5, 5, 5));
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Retrieval.test(three, Populations.similarity(three, 0, 0, 1), SETTINGS, Workers.single()));
        assertEquals(
                "retrieval: at least 2 conditions for training and 2 unseen, found 1 and 2 at train fraction 0.6"
                        + " (conditions whose networks share seeds go together)",
                e.getMessage());
    }

    @Test
    void tooFewNetworks() {
        Design small = Populations.networks(List.of("a", "b", "c", "d"), List.of(1, 1, 1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Retrieval.test(small, Populations.similarity(small, 0, 0, 1), SETTINGS, Workers.single()));
    }
}
