package cognate.models.wiring;

import java.util.Set;

/**
 * Units that can change places with each other, ascending, and what else leaves the function as it is.
 *
 * @param units numbers of the wiring
 * @param symmetries of each unit by itself
 */
public record Group(int[] units, Set<Symmetry> symmetries) {
    /** Number of units. */
    public int size() {
        return units.length;
    }
}
