package cognate.similarity.align;

import cognate.engine.random.RandomStream;
import cognate.models.wiring.Group;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the units of a network are put: unit u becomes {@code factors[u]}, 1 or -1, times what unit {@code order[u]}
 * was. It is not changed.
 */
record Placement(int[] order, double[] factors) {
    /** All units where they are. */
    static Placement identity(int units) {
        double[] factors = new double[units];
        Arrays.fill(factors, 1);
        return new Placement(IntStream.range(0, units).toArray(), factors);
    }

    /** The same with the units of a group drawn anew. */
    Placement shuffled(Group group, boolean odd, RandomStream random) {
        int[] partners = random.permutation(group.size());
        double[] signs = IntStream.range(0, group.size())
                .mapToDouble(i -> odd && random.nextInt(2) == 1 ? -1 : 1)
                .toArray();
        return moved(group, partners, signs);
    }

    /** The same with what is now at the group's {@code partners[i]} put to its i-th unit, times a sign. */
    Placement moved(Group group, int[] partners, double[] signs) {
        int[] newOrder = order.clone();
        double[] newFactors = factors.clone();
        for (int i = 0; i < partners.length; i++) {
            int from = group.units()[partners[i]];
            newOrder[group.units()[i]] = order[from];
            newFactors[group.units()[i]] = signs[i] * factors[from];
        }
        return new Placement(newOrder, newFactors);
    }
}
