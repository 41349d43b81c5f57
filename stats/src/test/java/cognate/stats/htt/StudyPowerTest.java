package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyPowerTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 999, 1);
    private static final Design NETWORKS = Populations.networks(List.of("a", "b"), List.of(12, 12));

    private static List<StudyPower> power(
            Design pilot, double ofCondition, double ofBlock, List<Integer> sizes, Workers workers) {
        double[][] similarity = Populations.similarity(pilot, ofCondition, ofBlock, 5);
        return StudyPower.of(pilot, similarity, SETTINGS, sizes, 60, workers);
    }

    @Test
    void strongPilot() {
        List<StudyPower> powers = power(NETWORKS, 3, 0, List.of(5, 20), Workers.single());
        assertEquals(2, powers.get(0).heldOut());
        assertEquals(0, powers.get(0).closeness().rate(), "2 + 2 networks cannot reject at .05");
        assertEquals(0, powers.get(0).classification().rate());
        StudyPower twenty = powers.get(1);
        assertEquals(20, twenty.networks());
        assertTrue(twenty.closeness().rate() > 0.9, twenty.toString());
        assertTrue(twenty.classification().rate() > 0.9, twenty.toString());
        assertTrue(twenty.closeness().interval().low() > 0.5, twenty.toString());
    }

    /** Nothing is there: most studies of the pilot's own size do not reject, and the pilots drawn from it disagree. */
    @Test
    void nullPilot() {
        double closeness = 0;
        double classification = 0;
        for (int seed = 0; seed < 10; seed++) {
            double[][] similarity = Populations.similarity(NETWORKS, 0, 0, seed + 50);
            StudyPower power = StudyPower.of(NETWORKS, similarity, SETTINGS, List.of(10), 60, Workers.single())
                    .get(0);
            closeness += power.closeness().rate() / 10;
            classification += power.classification().rate() / 10;
        }
        assertTrue(closeness < 0.15, "closeness " + closeness);
        assertTrue(classification < 0.12, "classification " + classification);
    }

    /** Also where the pilots drawn from it never reject. */
    @Test
    void intervalsHoldTheirEstimate() {
        for (int seed = 0; seed < 10; seed++) {
            double[][] similarity = Populations.similarity(NETWORKS, 0.3, 0, seed + 80);
            for (StudyPower power :
                    StudyPower.of(NETWORKS, similarity, SETTINGS, List.of(8, 12), 60, Workers.single())) {
                for (StudyPower.Estimate estimate : List.of(power.closeness(), power.classification())) {
                    assertTrue(estimate.interval().low() <= estimate.rate(), power.toString());
                    assertTrue(estimate.interval().high() >= estimate.rate(), power.toString());
                    assertTrue(estimate.interval().high() >= 0.048, "60 simulations exclude no more");
                }
            }
        }
    }

    @Test
    void weakPilotGrowsWithNetworks() {
        List<StudyPower> powers = power(NETWORKS, 0.9, 0, List.of(8, 40), Workers.single());
        assertTrue(powers.get(1).closeness().rate() > powers.get(0).closeness().rate() + 0.1, powers.toString());
    }

    @Test
    void sharedSeeds() {
        Design tied = Populations.blocked(List.of("a", "b"), 12);
        StudyPower power = power(tied, 4, 1, List.of(20), Workers.single()).get(0);
        assertTrue(power.closeness().rate() > 0.9, power.toString());
    }

    /**
     * Two runs × five tasks: blocks bring conditions in another order than the pilot has them, and the labels of what
     * trains a head must be those of what it is judged on.
     */
    @Test
    void conditionsAreNumberedAsInTheStudyThatIsJudged() {
        List<String> conditions = List.of("a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5");
        Design free = Populations.networks(conditions, Collections.nCopies(10, 6));
        Design tied =
                free.inBlocks(IntStream.range(0, 60).mapToObj(i -> i % 30 + "").toList());
        Pilot pilot = Pilot.of(tied, Populations.similarity(tied, 1, 0, 3));
        Pilot.Study judged = pilot.study(pilot.pool(), 8, RandomStream.of(1));
        Pilot.Study known = pilot.study(pilot.pool(), 12, RandomStream.of(2));
        Design design = pilot.design(judged);
        assertNotEquals(conditions, design.conditions());
        int[] labels = pilot.labels(known, design);
        for (int i = 0; i < labels.length; i++) {
            String name = conditions.get(tied.condition(known.origin()[i]));
            assertEquals(name, design.conditions().get(labels[i]));
        }
    }

    @Test
    void sameForAnyNumberOfThreads() {
        List<StudyPower> single = power(NETWORKS, 1, 0, List.of(8), Workers.single());
        try (Workers three = Workers.of(3)) {
            assertEquals(single, power(NETWORKS, 1, 0, List.of(8), three));
        }
    }

    /** Two draws of one block are strangers: nothing of a network's similarity to itself is left. */
    @Test
    void copiesAreStrangers() {
        Design tied = Populations.blocked(List.of("a", "b"), 4);
        double[][] similarity = Populations.similarity(tied, 0, 0, 1);
        Pilot pilot = Pilot.of(tied, similarity);
        Pilot.Study study = pilot.study(pilot.pool(), 30, RandomStream.of(1));
        assertEquals(60, study.origin().length);
        double[][] drawn = pilot.similarity(study, RandomStream.of(2));
        Similarity own = Similarity.of(similarity, tied);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(drawn[i][j], drawn[j][i]);
                assertTrue(drawn[i][j] < 1 - 1e-9);
                boolean sameBlock = tied.block(study.origin()[i]) == tied.block(study.origin()[j]);
                boolean together = study.draw()[i] == study.draw()[j];
                if (!sameBlock || together) {
                    assertEquals(own.of(study.origin()[i], study.origin()[j]), drawn[i][j]);
                } else {
                    assertTrue(drawn[i][j] != own.of(study.origin()[i], study.origin()[j]));
                }
            }
        }
        int[][][] split = Pilot.split(pilot.redraw(RandomStream.of(3)), 0.6, RandomStream.of(4));
        for (int a : split[0][0]) {
            for (int b : split[1][0]) {
                assertTrue(a != b);
            }
        }
    }

    @Test
    void errors() {
        assertEquals(
                "power: at least 1 network of a condition for training and 2 held out, found 1 and 1 of 2",
                message(NETWORKS, List.of(2)));
        Design few = Populations.networks(List.of("a", "b"), List.of(5, 2));
        assertEquals(
                "power: at least 3 independent networks of every condition in the pilot, found 2 like b/0",
                message(few, List.of(10)));
        assertThrows(
                IllegalArgumentException.class,
                () -> StudyPower.of(
                        NETWORKS,
                        Populations.similarity(NETWORKS, 0, 0, 1),
                        SETTINGS,
                        List.of(5),
                        19,
                        Workers.single()));
    }

    private static String message(Design pilot, List<Integer> sizes) {
        return assertThrows(IllegalArgumentException.class, () -> power(pilot, 0, 0, sizes, Workers.single()))
                .getMessage();
    }
}
