package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithinSumTest {
    private static final List<String> CONDITIONS = List.of("a", "b", "c", "d");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void orderedAsTheMeanWithinAndExact(int conditions) {
        List<Integer> counts = Collections.nCopies(conditions, 7);
        Networks networks = Populations.networks(CONDITIONS.subList(0, conditions), counts);
        int n = networks.size();
        double[][] matrix = Populations.similarity(networks, 0.2, 0, 5);
        double[] flat = new double[n * n];
        Arrays.setAll(flat, i -> (matrix[i / n][i % n] - 5) * 1e-7);
        int[] labels = networks.conditionsOf(IntStream.range(0, n).toArray());
        labels[0] = 1; // groups of different sizes
        WithinSum statistic = WithinSum.of(flat, labels);
        RandomStream stream = RandomStream.of(3);
        double observed = statistic.of(labels);
        double within = PairMeans.of(flat, labels).within();
        int[] permuted = labels.clone();
        double unit = Double.NaN;
        for (int k = 0; k < 50; k++) {
            stream.shuffle(permuted);
            double difference = statistic.of(permuted) - observed;
            double ratio = difference / (PairMeans.of(flat, permuted).within() - within);
            assertEquals(k == 0 ? ratio : unit, ratio, 1e-9 * ratio);
            unit = ratio;
            int[] renamed = Arrays.stream(permuted).map(c -> c < 2 ? 1 - c : c).toArray();
            assertEquals(statistic.of(permuted), statistic.of(renamed));
        }
        assertTrue(unit > 0x1p40, "a fine unit: " + unit);
        assertTrue(Math.abs(observed) < 0x1p53 && observed == Math.rint(observed));
    }
}
