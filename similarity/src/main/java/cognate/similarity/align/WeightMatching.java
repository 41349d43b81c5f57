package cognate.similarity.align;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.similarity.normalize.LayerCopy;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Weight matching (Ainsworth, Hayase, Srinivasa 2023, algorithm 1): the order of one network's hidden units in which its
 * weights agree best with another's, {@code max ⟨A, P(B)⟩}, equivalent to least Euclidean distance. Coordinate descent:
 * with all other groups fixed, the best order of one group of units is a linear assignment. The first start goes forward
 * through the layers by incoming weights alone, the others visit the groups in random orders; the best result is kept.
 * Meant for normalized networks, whose units are on one scale.
 */
public final class WeightMatching {
    private static final int STARTS = 5;
    private static final int SWEEPS = 100;

    private final Units units;
    private int[][] orders;
    private double agreement;

    private WeightMatching(Units units) {
        this.units = units;
        reset();
    }

    /**
     * The network that computes what {@code b} does, with its hidden units in the order that agrees best with {@code a}.
     *
     * @throws IllegalArgumentException if the networks have weights of different shapes, or layers of unknown kind
     */
    public static Sequential align(Sequential a, Sequential b) {
        Sequential copy = new Sequential(b.layers().stream().map(LayerCopy::of).collect(Collectors.toList()));
        Units units = Units.of(a, copy);
        WeightMatching matching = new WeightMatching(units);
        int[][] best = null;
        double highest = Double.NEGATIVE_INFINITY;
        RandomStream random = RandomStream.of(1).split("weight matching");
        for (int start = 0; start < STARTS; start++) {
            matching.reset();
            if (start == 0) {
                matching.forward();
            }
            matching.climb(random.split(start));
            if (matching.agreement > highest) {
                highest = matching.agreement;
                best = matching.orders;
            }
        }
        matching.orders = best;
        for (Coupling coupling : units.couplings()) {
            coupling.write(matching.order(coupling.rowGroup()), matching.order(coupling.columnGroup()));
        }
        return copy;
    }

    private void reset() {
        orders = new int[units.groups()][];
        for (int g = 0; g < orders.length; g++) {
            orders[g] = IntStream.range(0, units.size(g)).toArray();
        }
    }

    private int[] order(int group) {
        return group == Coupling.FIXED ? null : orders[group];
    }

    /** Orders every group by what comes in from the groups before it. */
    private void forward() {
        for (int g = 0; g < orders.length; g++) {
            Matrix similarity = Matrix.zeros(units.size(g), units.size(g));
            for (Coupling coupling : units.couplings()) {
                if (coupling.rowGroup() == g && coupling.columnGroup() != g) {
                    coupling.addIncoming(similarity, order(coupling.columnGroup()));
                }
            }
            orders[g] = best(similarity);
        }
    }

    /** Sweeps over the groups, in a new order each time, until none of them gains. */
    private void climb(RandomStream random) {
        agreement = agreement();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean gained = false;
            for (int g : random.permutation(orders.length)) {
                gained |= improve(g);
            }
            if (!gained) {
                return;
            }
        }
    }

    private boolean improve(int g) {
        Matrix similarity = Matrix.zeros(units.size(g), units.size(g));
        for (Coupling coupling : units.couplings()) {
            if (coupling.rowGroup() == g) {
                coupling.addIncoming(similarity, order(coupling.columnGroup()));
            }
            if (coupling.columnGroup() == g) {
                coupling.addOutgoing(similarity, order(coupling.rowGroup()));
            }
        }
        int[] before = orders[g];
        orders[g] = best(similarity);
        double after = agreement();
        if (after > agreement) {
            agreement = after;
            return true;
        }
        orders[g] = before; // weights within the group make the assignment an approximation
        return false;
    }

    private static int[] best(Matrix similarity) {
        Matrix cost = Matrix.zeros(similarity.rows(), similarity.columns());
        for (int i = 0; i < cost.array().length; i++) {
            cost.array()[i] = -similarity.array()[i];
        }
        return Assignment.of(cost).columns();
    }

    private double agreement() {
        double sum = 0;
        for (Coupling coupling : units.couplings()) {
            sum += coupling.agreement(order(coupling.rowGroup()), order(coupling.columnGroup()));
        }
        return sum;
    }
}
