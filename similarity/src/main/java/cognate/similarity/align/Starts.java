package cognate.similarity.align;

import cognate.models.wiring.Group;

/** Where a {@link Matching} can begin: all groups placed one after the other by what is in place already. */
final class Starts {
    private Starts() {}

    /** In the order of the wiring, by what comes in from the inputs and the groups before. */
    static void forward(Matching matching) {
        boolean[] known = new boolean[matching.size()];
        for (int g = 0; g < matching.groups().size(); g++) {
            matching.place(g, matching.similarity(g, true, known));
            know(matching.groups().get(g), known);
        }
    }

    /** By what goes out, always next a group of which all that it goes out to is in place, or most. */
    static void backward(Matching matching) {
        boolean[] known = new boolean[matching.size()];
        boolean[] done = new boolean[matching.groups().size()];
        for (int count = 0; count < done.length; count++) {
            int next = -1;
            double most = -1;
            for (int g = 0; g < done.length; g++) {
                double share = done[g] ? -1 : known(matching, g, known);
                if (!done[g] && share >= most) {
                    next = g;
                    most = share;
                }
            }
            matching.place(next, matching.similarity(next, false, known));
            know(matching.groups().get(next), known);
            done[next] = true;
        }
    }

    /** Of the tensors that a group goes out to, the number of those whose rows are in place; infinity if all are. */
    private static double known(Matching matching, int g, boolean[] known) {
        int all = 0;
        int count = 0;
        for (Side side : matching.sides(g)) {
            if (!side.incoming() && !side.within()) {
                all++;
                count += side.isKnown(known) ? 1 : 0;
            }
        }
        return count == all ? Double.POSITIVE_INFINITY : count;
    }

    /** Takes a group for placed. */
    static void know(Group group, boolean[] known) {
        for (int unit : group.units()) {
            known[unit] = true;
        }
    }
}
