package cognate.similarity.ancestry;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All ways to relabel the hidden units of a network: every order of every space's units, with signs where they are odd.
 */
final class Symmetries {
    private final int[] sizes;
    private final boolean[] odd;

    Symmetries(List<Integer> sizes, List<Boolean> odd) {
        this.sizes = sizes.stream().mapToInt(size -> size).toArray();
        this.odd = new boolean[this.sizes.length];
        for (int g = 0; g < this.odd.length; g++) {
            this.odd[g] = odd.get(g);
        }
    }

    /** How many there are; {@link Long#MAX_VALUE} if there are more than {@code most}. */
    long count(long most) {
        long count = 1;
        for (int g = 0; g < sizes.length; g++) {
            for (int i = 1; i <= sizes[g]; i++) {
                count *= odd[g] ? 2 * i : i;
                if (count > most) {
                    return Long.MAX_VALUE;
                }
            }
        }
        return count;
    }

    /** The one of this number, where they can be counted; number 0 leaves everything in place. */
    Relabelling element(long number) {
        long rest = number;
        int[][] orders = new int[sizes.length][];
        double[][] signs = new double[sizes.length][];
        for (int g = 0; g < sizes.length; g++) {
            int n = sizes[g];
            orders[g] = IntStream.range(0, n).toArray();
            signs[g] = new double[n];
            for (int i = 0; i < n; i++) {
                int radix = n - i;
                int chosen = i + (int) (rest % radix);
                rest /= radix;
                int unit = orders[g][chosen];
                orders[g][chosen] = orders[g][i];
                orders[g][i] = unit;
                signs[g][i] = odd[g] && rest % 2 == 1 ? -1 : 1;
                rest /= odd[g] ? 2 : 1;
            }
        }
        return new Relabelling(orders, signs);
    }

    /** One of them, each as likely. */
    Relabelling draw(RandomStream random) {
        int[][] orders = new int[sizes.length][];
        double[][] signs = new double[sizes.length][];
        for (int g = 0; g < sizes.length; g++) {
            orders[g] = random.permutation(sizes[g]);
            signs[g] = new double[sizes[g]];
            Arrays.fill(signs[g], 1);
            for (int i = 0; odd[g] && i < sizes[g]; i++) {
                signs[g][i] = random.nextInt(2) == 0 ? 1 : -1;
            }
        }
        return new Relabelling(orders, signs);
    }
}
