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
        if (ranked.symmetries().count(1) == 1) {
            throw new IllegalArgumentException("ancestry: expected a network with hidden units, found "
                    + (ranked.spaces().isEmpty() ? "none" : "one at most in each layer")
                    + ": there is nothing to permute");
        }
        for (UnitGroups.Weight weight : ranked.groups.weights()) {
            boolean moves = weight.rowGroup() != UnitGroups.FIXED || weight.columnGroup() != UnitGroups.FIXED;
            if (moves && weight.values().rank() > 1) {
                boolean signed = ranked.odd(weight.rowGroup()) || ranked.odd(weight.columnGroup());
                ranked.entries.add(new Entry(weight, CentredRanks.of(weight.values(), signed)));
            }
        }
        return ranked;
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
        if (a.entries.size() != b.entries.size()) {
            throw different(a.entries.size() + " weight matrices", b.entries.size());
        }
        for (int i = 0; i < a.entries.size(); i++) {
            UnitGroups.Weight x = a.entries.get(i).weight();
            UnitGroups.Weight y = b.entries.get(i).weight();
            if (!x.values().shape().equals(y.values().shape())) {
                throw different(
                        x.name() + " " + x.values().shape(),
                        y.name() + " " + y.values().shape());
            }
            boolean placed = x.rowGroup() == y.rowGroup() && x.columnGroup() == y.columnGroup();
            if (!placed || x.rowUnits() != y.rowUnits() || x.columnUnits() != y.columnUnits()) {
                throw different(x.name() + " between other layers", y.name());
            }
        }
        if (!a.odd().equals(b.odd())) {
            throw different("units whose sign can flip (tanh)", "units of another activation");
        }
    }

    private static IllegalArgumentException different(Object a, Object b) {
        return new IllegalArgumentException(
                "ancestry: expected networks of one architecture, found " + a + " and " + b);
    }
}
