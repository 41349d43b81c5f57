package cognate.similarity.ancestry;

import cognate.models.layer.Sequential;
import cognate.similarity.align.UnitGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What {@link Ancestry} compares of a network: its weight matrices, ranked, and the spaces of hidden units between
 * them.
 */
public final class RankedNetwork {
    /** A weight matrix [rows, columns] with its place; {@code ranks} is row-major. */
    record Entry(UnitGroups.Weight weight, float[] ranks) {
        int rows() {
            return weight.values().dim(0);
        }

        int columns() {
            return ranks.length / rows();
        }
    }

    private final UnitGroups groups;
    private final List<Entry> entries = new ArrayList<>();

    private RankedNetwork(UnitGroups groups) {
        this.groups = groups;
    }

    /**
     * Of a network as it stands in its file: with batch normalization, without any normalization of weights.
     *
     * @throws IllegalArgumentException if a layer has parameters of unknown kind, or no hidden units can change places
     */
    public static RankedNetwork of(Sequential network) {
        RankedNetwork ranked = new RankedNetwork(UnitGroups.of(network));
        if (!ranked.isPermutable()) {
            throw new IllegalArgumentException("ancestry: expected a network with hidden units, found "
                    + (ranked.spaces().isEmpty() ? "none" : "one at most in each layer")
                    + ": there is nothing to permute");
        }
        return ranked.rank();
    }

    /** As {@link #of}; null of a network in which no hidden units can change places. */
    public static RankedNetwork ifPermutable(Sequential network) {
        RankedNetwork ranked = new RankedNetwork(UnitGroups.of(network));
        return ranked.isPermutable() ? ranked.rank() : null;
    }

    private boolean isPermutable() {
        return symmetries().count(1) > 1;
    }

    private RankedNetwork rank() {
        for (UnitGroups.Weight weight : groups.weights()) {
            boolean moves = weight.rowGroup() != UnitGroups.FIXED || weight.columnGroup() != UnitGroups.FIXED;
            if (moves && weight.values().rank() > 1) {
                boolean signed = odd(weight.rowGroup()) || odd(weight.columnGroup());
                entries.add(new Entry(weight, CentredRanks.of(weight.values(), signed)));
            }
        }
        return this;
    }

    private boolean odd(int group) {
        return group != UnitGroups.FIXED && groups.odd().get(group);
    }

    Symmetries symmetries() {
        return new Symmetries(groups.sizes(), groups.odd());
    }

    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The number of units of each space of hidden units, in network order. */
    public List<Integer> spaces() {
        return groups.sizes();
    }

    /** Of each space, whether signs can flip there. */
    public List<Boolean> odd() {
        return groups.odd();
    }

    /**
     * Refuses networks of two architectures.
     *
     * @throws IllegalArgumentException if weights, their shapes or spaces differ; the message names the first
     *     difference
     */
    public static void checkAlike(RankedNetwork a, RankedNetwork b) {
        String difference = difference(a, b);
        if (difference != null) {
            throw new IllegalArgumentException("ancestry: expected networks of one architecture, found " + difference);
        }
    }

    /** Whether both are of one architecture. */
    public static boolean areAlike(RankedNetwork a, RankedNetwork b) {
        return difference(a, b) == null;
    }

    /** The first difference of two architectures; null if there is none. */
    private static String difference(RankedNetwork a, RankedNetwork b) {
        if (a.entries.size() != b.entries.size()) {
            return a.entries.size() + " weight matrices and " + b.entries.size();
        }
        for (int i = 0; i < a.entries.size(); i++) {
            UnitGroups.Weight x = a.entries.get(i).weight();
            UnitGroups.Weight y = b.entries.get(i).weight();
            if (!x.values().shape().equals(y.values().shape())) {
                return x.name() + " " + x.values().shape() + " and " + y.name() + " "
                        + y.values().shape();
            }
            boolean placed = x.rowGroup() == y.rowGroup() && x.columnGroup() == y.columnGroup();
            if (!placed || x.rowUnits() != y.rowUnits() || x.columnUnits() != y.columnUnits()) {
                return x.name() + " between other layers and " + y.name();
            }
        }
        return a.odd().equals(b.odd()) ? null : "units whose sign can flip (tanh) and units of another activation";
    }
}
