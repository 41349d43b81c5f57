package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What rules without blocks gave, by simulation: false rejections at the smallest p-value, and none where there was
 * much.
 */
class OldFaultsTest {
    private static final int PERMUTATIONS = 999;

    private static Classification classify(Design design, double[][] similarity, long seed) {
        HttSettings settings = new HttSettings(0.6, 0.01, seed, PERMUTATIONS, 1);
        return Htt.classify(design, similarity, settings, Workers.single());
    }

    /** Two runs of untrained networks with equal seeds, by task: five tasks of twenty networks, each there twice. */
    @Test
    void twinsOfTwoRunsTellNothing() {
        List<String> tasks = List.of("0", "1", "2", "3", "4");
        Design free = Populations.networks(tasks, Collections.nCopies(5, 20));
        Design once = Populations.networks(tasks, Collections.nCopies(5, 10));
        Design blocked = free.inBlocks(
                IntStream.range(0, 100).mapToObj(i -> i / 20 + " " + i % 10).toList());
        int before = 0;
        int now = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[][] single = Populations.similarity(once, 0, 0, seed);
            double[][] twice = new double[100][100];
            for (int i = 0; i < 10_000; i++) {
                twice[i / 100][i % 100] = single[first(i / 100)][first(i % 100)];
            }
            now += classify(blocked, twice, seed).pValue().value() <= 0.01 ? 1 : 0;
            before += seed < 10 && classify(free, twice, seed).pValue().value() <= 0.01 ? 1 : 0;
        }
        assertTrue(now <= 3, now + " of 100");
        assertTrue(before >= 3, before + " of 10 where nobody knows of the twins");
    }

    private static int first(int network) {
        return network / 20 * 10 + network % 10;
    }

    /** Thirteen snapshots of each of three networks a condition: what is the same network is no evidence. */
    @Test
    void snapshotsAreOneBlock() {
        Design free = Populations.networks(List.of("a", "b"), List.of(39, 39));
        Design blocked =
                free.inBlocks(IntStream.range(0, 78).mapToObj(i -> "" + i / 13).toList());
        double[][] single = Populations.similarity(Populations.networks(List.of("a", "b"), List.of(3, 3)), 0, 0, 2);
        double[][] snapshots = new double[78][78];
        for (int i = 0; i < 78 * 78; i++) {
            snapshots[i / 78][i % 78] = single[i / 78 / 13][i % 78 / 13];
        }
        assertEquals(0.001, classify(free, snapshots, 1).pValue().value());
        PValue now = classify(blocked, snapshots, 1).pValue();
        assertTrue(now.value() >= 1 / 6.0, now::toString); // two blocks of either condition are held out
        assertEquals(6, now.labellings());
    }

    /** Two runs × five tasks with shared seeds, of which the task is told and the run is not: accuracy and p agree. */
    @Test
    void accuracyAndPValueAgreeWhereRunsShareSeeds() {
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String task = "" + i % 30 / 6;
            names.add("" + i);
            tasks.add(task);
            conditions.add(i / 30 + "/" + task);
            blocks.add(task + "/" + i % 6);
        }
        Design both = Design.of(names, conditions).inBlocks(blocks);
        Design byTask = Design.of(names, tasks).inBlocks(blocks);
        for (int seed = 1; seed <= 5; seed++) {
            Classification found = classify(both, Populations.similarity(byTask, 8, 1, seed), seed);
            assertEquals(0.1, found.chance(), 1e-12);
            assertTrue(found.accuracy() > 0.3, found::toString);
            assertTrue(found.pValue().value() <= 0.01, found::toString);
        }
    }

    /** 4 + 16 and 16 + 4 networks of the same two laws: pooled pairs gave differences of opposite sign. */
    @Test
    void sizesOfConditionsDoNotDecideTheSign() {
        double[] mean = new double[2];
        for (int seed = 0; seed < 40; seed++) {
            int at = 0;
            for (List<Integer> sizes : List.of(List.of(4, 16), List.of(16, 4))) {
                Design design = Populations.networks(List.of("narrow", "wide"), sizes);
                double[][] similarity = Populations.clouds(design, new double[] {0.1, 0.8}, seed);
                HttSettings settings = new HttSettings(0.6, 0.01, seed, 1, 1);
                mean[at++] += Distance.test(design, similarity, settings, Workers.single())
                                .difference()
                        / 40;
            }
        }
        assertTrue(mean[0] > 0 && mean[1] > 0, Arrays.toString(mean));
        assertEquals(mean[0], mean[1], 0.2 * mean[0] + 0.02);
    }
}
