package cognate.stats.test;

import java.util.Comparator;
import java.util.stream.IntStream;

/** p-values of several tests, adjusted so that each can be compared with the level of the whole. */
public final class MultipleTesting {
    private MultipleTesting() {}

    /** Holm (1979): keeps the probability of any false rejection below the level, whatever the dependence. */
    public static double[] holm(double... pValues) {
        int[] order = ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double most = 0;
        for (int i = 0; i < order.length; i++) {
            most = StrictMath.max(most, StrictMath.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = most;
        }
        return adjusted;
    }

    /**
     * Benjamini and Hochberg (1995): keeps the expected share of false rejections below the level, under independence.
     */
    public static double[] benjaminiHochberg(double... pValues) {
        int[] order = ascending(pValues);
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            least = StrictMath.min(least, pValues[order[i]] * order.length / (i + 1));
            adjusted[order[i]] = least;
        }
        return adjusted;
    }

    private static int[] ascending(double[] pValues) {
        for (int i = 0; i < pValues.length; i++) {
            if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
                throw new IllegalArgumentException(
                        "multiple testing: p-values in [0, 1], found " + pValues[i] + " at index " + i);
            }
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
