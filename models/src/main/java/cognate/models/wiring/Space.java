package cognate.models.wiring;

import java.util.Arrays;

/**
 * Units in a known order, as they stand between two layers: every unit has a number in its {@link Wiring}, and one that
 * stands in two spaces has one number. Immutable.
 */
public final class Space {
    /** What is not permuted nor rescaled, of any size: inputs and outputs. */
    public static final Space FIXED = new Space(new int[0], false);

    private final int[] units;
    private final boolean stepsFirst;

    Space(int[] units, boolean stepsFirst) {
        this.units = units;
        this.stepsFirst = stepsFirst;
    }

    /** Number of units; 0 of {@link #FIXED}. */
    public int size() {
        return units.length;
    }

    /** The number of the unit in a place. */
    public int unit(int place) {
        return units[place];
    }

    int[] units() {
        return units;
    }

    /**
     * The same units as [steps, units]: flattened, the elements of a step stand together, not those of a unit as in
     * [channels, height, width].
     */
    public Space perStep() {
        return this == FIXED ? this : new Space(units, true);
    }

    /** The same units of one step. */
    public Space once() {
        return this == FIXED ? this : new Space(units, false);
    }

    /** Whether flattened elements of a step stand together. */
    public boolean isPerStep() {
        return stepsFirst;
    }

    /** The units of another space behind these. */
    public Space and(Space next) {
        int[] both = Arrays.copyOf(units, units.length + next.units.length);
        System.arraycopy(next.units, 0, both, units.length, next.units.length);
        return new Space(both, stepsFirst);
    }

    /**
     * For every place the place whose unit comes there, when unit u becomes what unit {@code order[u]} was; of a unit
     * that stands in several places the k-th meets the k-th. Where units are fixed they stay.
     *
     * @throws IllegalArgumentException if a unit of another space would come here
     */
    public int[] sources(int... order) {
        int low = Arrays.stream(units).filter(unit -> unit >= 0).min().orElse(0);
        int high = Arrays.stream(units).max().orElse(0);
        int[] first = new int[Math.max(0, high - low) + 1]; // of every unit its first place, counted from 1
        int[] next = new int[units.length]; // the same unit's next place
        int[] taken = new int[first.length]; // of every unit the place last taken for it
        for (int place = units.length - 1; place >= 0; place--) {
            if (units[place] >= 0) {
                next[place] = first[units[place] - low];
                first[units[place] - low] = place + 1;
            }
        }
        int[] sources = new int[units.length];
        for (int place = 0; place < units.length; place++) {
            int unit = units[place];
            if (unit < 0) {
                sources[place] = place;
                continue;
            }
            int from = order[unit] - low;
            int source = from < 0 || from >= first.length
                    ? 0
                    : taken[unit - low] == 0 ? first[from] : next[taken[unit - low] - 1];
            if (source == 0) {
                throw new IllegalArgumentException(
                        "units: an order within groups, found unit " + order[unit] + " in another space");
            }
            taken[unit - low] = source;
            sources[place] = source - 1;
        }
        return sources;
    }

    /** Whether the same units stand in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Space
                && Arrays.equals(units, ((Space) other).units)
                && stepsFirst == ((Space) other).stepsFirst;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(units);
    }

    /** Places {@code [from, to)}. */
    public Space part(int from, int to) {
        return this == FIXED ? this : new Space(Arrays.copyOfRange(units, from, to), stepsFirst);
    }
}
