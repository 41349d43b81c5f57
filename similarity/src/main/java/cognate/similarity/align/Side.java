package cognate.similarity.align;

import cognate.engine.linalg.Matrix;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows or the columns of a {@link Coupling}, in which all units of a group stand. */
final class Side {
    private final Coupling coupling;
    private final boolean incoming;
    private final boolean within;
    private final Space other;
    private final Group group;
    private final int[][] places;
    /** The products with B's units where they are in B; null where what is on the other side can move. */
    private final Matrix fixed;

    private Side(Coupling coupling, boolean incoming, boolean within, Space other, Group group, int[][] places) {
        this.coupling = coupling;
        this.incoming = incoming;
        this.within = within;
        this.other = other;
        this.group = group;
        this.places = places;
        fixed = other == Space.FIXED ? coupling.products(incoming, places) : null;
    }

    /** The side of a coupling, before its units move, on which a group stands; null if it does not. */
    static Side of(Coupling coupling, boolean incoming, Group group) {
        Space rows = coupling.tie().rows();
        Space columns = coupling.tie().columns();
        int[][] own = places(incoming ? rows : columns, group);
        Space other = incoming ? columns : rows;
        return own == null ? null : new Side(coupling, incoming, places(other, group) != null, other, group, own);
    }

    /** Of every unit of a group where it stands in a space; null if they do not. */
    static int[][] places(Space space, Group group) {
        if (space == null) {
            return null;
        }
        int[][] places = new int[group.size()][0];
        for (int place = 0; place < space.size(); place++) {
            int number = Arrays.binarySearch(group.units(), space.unit(place));
            if (number >= 0) {
                places[number] = Arrays.copyOf(places[number], places[number].length + 1);
                places[number][places[number].length - 1] = place;
            }
        }
        return places[0].length == 0 ? null : places;
    }

    Coupling coupling() {
        return coupling;
    }

    /** Whether the units are those of the rows. */
    boolean incoming() {
        return incoming;
    }

    /** Whether the group stands on the other side as well. */
    boolean within() {
        return within;
    }

    /** Whether the tensor has to be moved with its units: if its products are not known once and for all. */
    boolean moves() {
        return fixed == null;
    }

    /** Whether all that stands on the other side is in its place. */
    boolean isKnown(boolean[] known) {
        return other == null
                || IntStream.range(0, other.size()).allMatch(i -> other.unit(i) < 0 || known[other.unit(i)]);
    }

    /** Whether a group stands on the other side. */
    boolean leadsTo(Group next) {
        return places(other, next) != null;
    }

    /** {@code sum +=} the inner products of A's units and of B's as they are placed, [units, units]. */
    void addTo(Matrix sum, Placement placement) {
        if (moves()) {
            Coupling.add(sum, coupling.products(incoming, places));
            return;
        }
        int n = group.size();
        for (int j = 0; j < n; j++) {
            int unit = group.units()[j];
            int from = Arrays.binarySearch(group.units(), placement.order()[unit]);
            for (int i = 0; i < n; i++) {
                sum.array()[i * n + j] += placement.factors()[unit] * fixed.array()[i * n + from];
            }
        }
    }
}
