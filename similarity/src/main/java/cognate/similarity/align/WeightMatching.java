package cognate.similarity.align;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weight matching (Ainsworth, Hayase, Srinivasa 2023, algorithm 1): the order of one network's hidden units in which
 * its weights agree best with another's, {@code max ⟨A, P(B)⟩}, equivalent to least Euclidean distance. Coordinate
 * descent: with all other groups fixed, the best order of one group of units is a linear assignment. The first start
 * goes forward through the layers by incoming weights alone, the others visit the groups in random orders; the best
 * result is kept. Meant for normalized networks, whose units are on one scale.
 */
public final class WeightMatching {
    private static final int STARTS = 5;
    private static final int SWEEPS = 100;
    /** A smaller gain, relative to the agreement, is none. */
    private static final double ROUNDING = 1e-12;

    private final Units units;
    private int[][] orders;
    private double agreement;

    private WeightMatching(Units units) {
        this.units = units;
        reset();
    }

    /**
     * The network that computes what {@code b} does, with its hidden units in the order that agrees best with
     * {@code a}.
     *
     * @throws IllegalArgumentException if the networks have weights of different shapes, or layers of unknown kind
     */
    public static Sequential align(Sequential a, Sequential b) {
        Sequential copy = b.copy();
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
        units.write(best);
        return copy;
    }

    private void reset() {
        orders = new int[units.groups()][];
        for (int g = 0; g < orders.length; g++) {
            orders[g] = IntStream.range(0, units.size(g)).toArray();
        }
    }

    private int[] order(int group) {
        return Units.order(orders, group);
    }

    /** Orders every group by what comes in from the groups before it. */
    private void forward() {
        for (int g = 0; g < orders.length; g++) {
            orders[g] = Units.best(units.incoming(g, orders));
        }
    }

    /** Sweeps over the groups, in a new order each time, until none of them gains. */
    private void climb(RandomStream random) {
        boolean gained = true;
        for (int sweep = 0; sweep < SWEEPS && gained; sweep++) {
            gained = false;
            for (int g : random.permutation(orders.length)) {
                gained |= improve(g);
            }
        }
        agreement = 0;
        for (Coupling coupling : units.couplings()) {
            agreement += coupling.agreement(order(coupling.rowGroup()), order(coupling.columnGroup()));
        }
    }

    private boolean improve(int g) {
        Matrix linear =
                Matrix.zeros(units.size(g), units.size(g)); // agreement by pairs of units, all other orders fixed
        List<Coupling> within = new ArrayList<>();
        for (Coupling coupling : units.couplings()) {
            if (coupling.rowGroup() == g && coupling.columnGroup() == g) {
                within.add(coupling);
            } else if (coupling.rowGroup() == g) {
                Coupling.add(linear, coupling.incoming(order(coupling.columnGroup())));
            } else if (coupling.columnGroup() == g) {
                Coupling.add(linear, coupling.outgoing(order(coupling.rowGroup())));
            }
        }
        int[] before = orders[g];
        Matrix similarity = linear.copy();
        for (Coupling coupling : within) { // these make the assignment an approximation
            Coupling.add(similarity, coupling.incoming(before));
            Coupling.add(similarity, coupling.outgoing(before));
        }
        int[] after = Units.best(similarity);
        double reached = agreement(linear, within, after);
        if (reached - agreement(linear, within, before) > ROUNDING * Math.abs(reached)) {
            orders[g] = after;
            return true;
        }
        return false;
    }

    /** The part of the agreement that an order of one group decides. */
    private static double agreement(Matrix linear, List<Coupling> within, int... order) {
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            sum += linear.get(i, order[i]);
        }
        for (Coupling coupling : within) {
            sum += coupling.agreement(order, order);
        }
        return sum;
    }
}
