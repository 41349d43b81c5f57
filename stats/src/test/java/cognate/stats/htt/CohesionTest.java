package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CohesionTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 9999, 499);
    private static final Networks NETWORKS =
            Networks.of(List.of("p", "q", "r", "s", "t"), List.of("a", "b", "a", "b", "a"));

    /** Pairs of a: .8 .7 .6; of b: .1; every other one .3. */
    @Test
    void meansByHandAndPermutationsByCounting() {
        double[][] s = {
            {1, .3, .8, .3, .7}, {.3, 1, .3, .1, .3}, {.8, .3, 1, .3, .6}, {.3, .1, .3, 1, .3}, {.7, .3, .6, .3, 1}
        };
        Cohesion found = Cohesion.test(NETWORKS, s, SETTINGS, Workers.single());
        assertEquals(0.7, found.first(), 1e-15);
        assertEquals(0.1, found.second(), 1e-15);
        assertEquals(0.6, found.difference(), 1e-15);
        // of the 10 choices of b only the observed one reaches .6: the next, {p, r} against the rest, has .5667
        assertEquals(0.1, found.pValue(), 0.015);
        assertTrue(found.interval().low() > 0.49 && found.interval().high() < 0.71, found.toString());
    }

    @Test
    void equalNetworksShowNothing() {
        double[][] ones = new double[5][5];
        Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
        Cohesion found = Cohesion.test(NETWORKS, ones, SETTINGS, Workers.single());
        assertEquals(0, found.difference());
        assertEquals(1, found.pValue());
    }

    /** Groups of one law: p-values up to 0.05 come at most as often as that, plus two standard errors. */
    @Test
    void keepsItsLevel() {
        HttSettings settings = new HttSettings(0.6, 0.05, 1, 199, 1);
        List<String> names = IntStream.range(0, 12).mapToObj(Integer::toString).toList();
        Networks networks = Networks.of(
                names,
                names.stream()
                        .map(name -> Integer.parseInt(name) < 6 ? "a" : "b")
                        .toList());
        int simulations = 400;
        int rejected = 0;
        for (int k = 0; k < simulations; k++) {
            RandomStream random = RandomStream.of(k).split("cohesion test");
            double[] size = new double[12];
            Arrays.setAll(size, i -> random.nextDouble());
            double[][] s = new double[12][12];
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 12; j++) {
                    s[i][j] = i == j ? 1 : 0.5 * size[i] * size[j];
                }
            }
            rejected += Cohesion.test(networks, s, settings, Workers.single()).pValue() <= 0.05 ? 1 : 0;
        }
        assertTrue(rejected <= simulations * (0.05 + 2 * Math.sqrt(0.05 * 0.95 / simulations)), "rejected " + rejected);
        assertTrue(rejected > 5, "rejected " + rejected);
    }

    @Test
    void refusesOtherThanTwoGroups() {
        Networks three = Networks.of(List.of("p", "q", "r", "s"), List.of("a", "b", "c", "c"));
        Networks single = Networks.of(List.of("p", "q", "r", "s"), List.of("a", "b", "b", "b"));
        double[][] s = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        for (Networks networks : List.of(three, single)) {
            assertThrows(IllegalArgumentException.class, () -> Cohesion.test(networks, s, SETTINGS, Workers.single()));
        }
    }
}
