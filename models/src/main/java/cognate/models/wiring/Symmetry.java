package cognate.models.wiring;

/** What can be done to a unit, and undone where it is taken in, without a change of the function. */
public enum Symmetry {
    /** Multiplied by a positive number. */
    SCALE,
    /** Multiplied by -1. */
    SIGN
}
