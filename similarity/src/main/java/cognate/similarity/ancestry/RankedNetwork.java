package cognate.similarity.ancestry;

import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Tie;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What {@link Ancestry} compares of a network: its weight matrices, ranked, and the groups of hidden units between
 * them.
 */
public final class RankedNetwork {
    private final Wiring wiring;
    private final List<Group> groups;
    private final List<RankedWeight> entries = new ArrayList<>();

    private RankedNetwork(Wiring wiring) {
        this.wiring = wiring;
        groups = wiring.groups();
    }

    /**
     * Of a network as it stands in its file: with batch normalization, without any normalization of weights.
     *
     * @throws IllegalArgumentException if no hidden units can change places
     */
    public static RankedNetwork of(Sequential network) {
        RankedNetwork ranked = new RankedNetwork(Wiring.of(network));
        if (!ranked.isPermutable()) {
            throw new IllegalArgumentException("ancestry: expected a network with hidden units, found "
                    + (ranked.spaces().isEmpty() ? "none" : "one at most in each layer")
                    + ": there is nothing to permute");
        }
        return ranked.rank();
    }

    /** As {@link #of}; null of a network in which no hidden units can change places. */
    public static RankedNetwork ifPermutable(Sequential network) {
        RankedNetwork ranked = new RankedNetwork(Wiring.of(network));
        return ranked.isPermutable() ? ranked.rank() : null;
    }

    private boolean isPermutable() {
        return symmetries().count(1) > 1;
    }

    private RankedNetwork rank() {
        boolean[] odd = new boolean[wiring.size()];
        for (Group group : groups) {
            for (int unit : group.units()) {
                odd[unit] = group.symmetries().contains(Symmetry.SIGN);
            }
        }
        for (Tie tie : wiring.ties()) {
            if (!tie.isVector() && (tie.rows() != Space.FIXED || tie.columns() != Space.FIXED)) {
                boolean signed = contains(tie.rows(), odd) || contains(tie.columns(), odd);
                entries.add(new RankedWeight(tie, CentredRanks.of(tie.tensor(), signed)));
            }
        }
        return this;
    }

    private static boolean contains(Space space, boolean... units) {
        for (int place = 0; place < space.size(); place++) {
            if (space.unit(place) >= 0 && units[space.unit(place)]) {
                return true;
            }
        }
        return false;
    }

    Symmetries symmetries() {
        return new Symmetries(groups, wiring.size());
    }

    List<RankedWeight> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The number of weights that are compared. */
    public long weights() {
        return entries.stream().mapToLong(entry -> entry.ranks().length).sum();
    }

    /** The number of units of each group of hidden units, in network order. */
    public List<Integer> spaces() {
        return groups.stream().map(Group::size).toList();
    }

    /** Of each group, whether signs can flip there. */
    public List<Boolean> odd() {
        return groups.stream()
                .map(group -> group.symmetries().contains(Symmetry.SIGN))
                .toList();
    }

    /**
     * Refuses networks of two architectures.
     *
     * @throws IllegalArgumentException if weights, their shapes or units differ; the message names the first difference
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
            Tie x = a.entries.get(i).tie();
            Tie y = b.entries.get(i).tie();
            if (!x.tensor().shape().equals(y.tensor().shape())) {
                return x.name() + " " + x.tensor().shape() + " and " + y.name() + " "
                        + y.tensor().shape();
            }
            if (!x.rows().equals(y.rows()) || !x.columns().equals(y.columns())) {
                return x.name() + " between other layers and " + y.name();
            }
        }
        return a.odd().equals(b.odd()) ? null : "units whose sign can flip (tanh) and units of another activation";
    }
}
