package cognate.similarity.ancestry;

import cognate.engine.random.RandomStream;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All ways to relabel the hidden units of a network: every order of every group's units, with signs where they are odd.
 */
final class Symmetries {
    private final List<Group> groups;
    private final int units;

    /** Of groups of a wiring of so many units. */
    Symmetries(List<Group> groups, int units) {
        this.groups = groups;
        this.units = units;
    }

    private static boolean isOdd(Group group) {
        return group.symmetries().contains(Symmetry.SIGN);
    }

    /** How many there are; {@link Long#MAX_VALUE} if there are more than {@code most}. */
    long count(long most) {
        long count = 1;
        for (Group group : groups) {
            for (int i = 1; i <= group.size(); i++) {
                count *= isOdd(group) ? 2 * i : i;
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
        Relabelling result = identity();
        for (Group group : groups) {
            int n = group.size();
            int[] order = IntStream.range(0, n).toArray();
            for (int i = 0; i < n; i++) {
                int radix = n - i;
                int chosen = i + (int) (rest % radix);
                rest /= radix;
                int unit = order[chosen];
                order[chosen] = order[i];
                order[i] = unit;
                if (isOdd(group)) {
                    result.signs()[group.units()[i]] = rest % 2 == 1 ? -1 : 1;
                    rest /= 2;
                }
            }
            put(group, order, result);
        }
        return result;
    }

    /** One of them, each as likely. */
    Relabelling draw(RandomStream random) {
        Relabelling result = identity();
        for (Group group : groups) {
            put(group, random.permutation(group.size()), result);
            for (int i = 0; isOdd(group) && i < group.size(); i++) {
                result.signs()[group.units()[i]] = random.nextInt(2) == 0 ? 1 : -1;
            }
        }
        return result;
    }

    private Relabelling identity() {
        double[] signs = new double[units];
        Arrays.fill(signs, 1);
        return new Relabelling(IntStream.range(0, units).toArray(), signs);
    }

    private static void put(Group group, int[] order, Relabelling result) {
        for (int i = 0; i < order.length; i++) {
            result.order()[group.units()[i]] = group.units()[order[i]];
        }
    }
}
