package cognate.similarity.representation;

/** The argument check that the measures share. */
final class Inputs {
    private Inputs() {}

    static void check(String measure, Representation x, Representation y) {
        if (x.inputs() != y.inputs()) {
            throw new IllegalArgumentException(
                    measure + ": as many rows in both, found " + x.inputs() + " and " + y.inputs());
        }
    }
}
