package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairRanksTest {
    private static double[] ranks(double... values) {
        return PairRanks.of(values, Workers.single());
    }

    @Test
    void equalOnesShareTheirMeanRank() {
        assertArrayEquals(new double[] {3, 0.5, 2, 0.5}, ranks(1.5, 0.25, 1, 0.25));
        assertArrayEquals(new double[] {1, 1, 1}, ranks(0, 0, 0));
    }

    /** Also on both sides of a border of the grid, wherever it is. */
    @Test
    void roundingErrorsAreTiesAndSmallDifferencesAreNot() {
        RandomStream random = RandomStream.of(1);
        for (int round = 0; round < 2000; round++) {
            double value = 1.9 * random.nextDouble();
            double other = Math.nextUp(Math.nextUp(value));
            assertArrayEquals(new double[] {0.5, 0.5, 2}, ranks(value, other, 2), "" + value);
            assertArrayEquals(new double[] {1, 0, 2}, ranks(value + 1e-12, value, 2), "" + value);
        }
    }

    @Test
    void manyAreRankedAsBySorting() {
        RandomStream random = RandomStream.of(2);
        double[] values = new double[(1 << 21) + 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e-9 * random.nextDouble(); // far more of them than points of the grid beside a 2
        }
        values[5] = 2;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] found;
        try (Workers two = Workers.of(2)) {
            found = PairRanks.of(values, two);
        }
        for (int i = 0; i < values.length; i += 1000) {
            int place = Arrays.binarySearch(sorted, values[i]);
            double low = place;
            double high = place;
            while (low > 0 && sorted[place] - sorted[(int) low - 1] <= 0x1p-46) {
                low--;
            }
            while (high + 1 < sorted.length && sorted[(int) high + 1] - sorted[place] <= 0x1p-46) {
                high++;
            }
            assertArrayEquals(new double[] {(low + high) / 2}, new double[] {found[i]}, high - low, "" + values[i]);
        }
    }
}
