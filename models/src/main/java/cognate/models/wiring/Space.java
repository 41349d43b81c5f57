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

    /** Places {@code [from, to)}. */
    public Space part(int from, int to) {
        return this == FIXED ? this : new Space(Arrays.copyOfRange(units, from, to), stepsFirst);
    }
}
