package cognate.similarity.align;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.UnitTransform;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The search for the {@link Placement} of the units of a network B that meets those of a network A of one wiring best.
 * What agrees is the sum of the inner products of their tensors, weighted.
 */
final class Matching {
    /** A smaller gain is none. */
    private static final double GAIN = 1e-9;

    private final Wiring ofB;
    private final List<Group> groups;
    private final List<Coupling> couplings;
    private final List<List<Side>> sides = new ArrayList<>();
    private final boolean[] odd;
    private Placement placement;
    /** The groups for which something has changed since they were last placed as well as can be. */
    private final boolean[] open;

    private Matching(Wiring ofA, Wiring ofB, List<Coupling> couplings) {
        this.ofB = ofB;
        this.couplings = couplings;
        groups = ofA.groups();
        odd = new boolean[groups.size()];
        open = new boolean[groups.size()];
        boolean[] oddInB = new boolean[ofB.size()];
        ofB.groups().stream()
                .filter(Matching::isOdd)
                .forEach(group -> Arrays.stream(group.units()).forEach(unit -> oddInB[unit] = true));
        for (int g = 0; g < odd.length; g++) {
            Group group = groups.get(g);
            odd[g] = isOdd(group) && Arrays.stream(group.units()).allMatch(unit -> oddInB[unit]);
            List<Side> own = new ArrayList<>();
            for (Coupling coupling : couplings) {
                for (boolean incoming : new boolean[] {true, false}) {
                    Side side = Side.of(coupling, incoming, group);
                    if (side != null) {
                        own.add(side);
                    }
                }
            }
            sides.add(own);
        }
        reset();
    }

    private static boolean isOdd(Group group) {
        return group.symmetries().contains(Symmetry.SIGN);
    }

    /**
     * Of two networks with the same layers, all units where they are.
     *
     * @param byTensor whether every tensor counts the same, by its cosine; else what counts is the cosine of all
     * @throws IllegalArgumentException if the networks differ or have batch normalization inside
     */
    static Matching of(Sequential a, Sequential b, boolean byTensor) {
        Alike.check(a, b);
        Wiring ofA = Wiring.of(a);
        Wiring ofB = Wiring.of(b);
        return new Matching(ofA, ofB, Coupling.of(ofA.ties(), ofB.ties(), byTensor));
    }

    /** The groups whose units are matched. */
    List<Group> groups() {
        return groups;
    }

    /** Whether the signs of a group's units are matched too: in both networks only odd functions take them in. */
    boolean isOdd(int g) {
        return odd[g];
    }

    /** Where a group stands. */
    List<Side> sides(int g) {
        return Collections.unmodifiableList(sides.get(g));
    }

    /** The number of units of the wiring. */
    int size() {
        return ofB.size();
    }

    /** Where the units of B are put. */
    Placement placement() {
        return placement;
    }

    /** Puts all units where they are in B. */
    void reset() {
        moveAll(Placement.identity(size()));
    }

    /** Puts all units anywhere. */
    void shuffle(RandomStream random) {
        Placement shuffled = Placement.identity(size());
        for (int g = 0; g < odd.length; g++) {
            shuffled = shuffled.shuffled(groups.get(g), odd[g], random);
        }
        moveAll(shuffled);
    }

    private void moveAll(Placement next) {
        placement = next;
        couplings.forEach(coupling -> coupling.move(next));
        Arrays.fill(open, true);
    }

    private void move(int g, Placement next) {
        placement = next;
        for (Side side : sides.get(g)) {
            if (side.moves() && (side.incoming() || !side.within())) {
                side.coupling().move(next);
            }
            for (int neighbour = 0; neighbour < open.length; neighbour++) {
                open[neighbour] |= side.leadsTo(groups.get(neighbour));
            }
        }
    }

    /** How much A and B, with its units where they were put, agree, in [-1, 1]. */
    double agreement() {
        return couplings.stream()
                .mapToDouble(coupling -> coupling.agreement(placement))
                .sum();
    }

    /**
     * The agreement of a group's units, A's with B's as they are placed, in what comes in from known ones, or goes out
     * to them.
     */
    Matrix similarity(int g, boolean incoming, boolean[] known) {
        Matrix sum = Matrix.zeros(groups.get(g).size(), groups.get(g).size());
        for (Side side : sides.get(g)) {
            if (side.incoming() == incoming && !side.within() && side.isKnown(known)) {
                side.addTo(sum, placement);
            }
        }
        return sum;
    }

    /**
     * Puts B's units of a group where their similarity with A's is largest.
     *
     * @param similarity [units of A, units of B as they are placed]
     * @return for every unit of A the one of B
     */
    int[] place(int g, Matrix similarity) {
        int[] partners = partners(g, similarity);
        move(g, placement.moved(groups.get(g), partners, signs(g, similarity, partners)));
        return partners;
    }

    private int[] partners(int g, Matrix similarity) {
        Matrix cost = similarity.scale(-1);
        for (int i = 0; odd[g] && i < cost.array().length; i++) {
            cost.array()[i] = -Math.abs(cost.array()[i]);
        }
        return Assignment.of(cost).columns();
    }

    private double[] signs(int g, Matrix similarity, int[] partners) {
        double[] signs = new double[partners.length];
        Arrays.setAll(signs, i -> odd[g] && similarity.get(i, partners[i]) < 0 ? -1 : 1);
        return signs;
    }

    /**
     * Puts a group's units where they agree best, all others fixed, unless that gains nothing. Where weights lead from
     * the group to itself the assignment is an approximation, and what counts is the agreement itself.
     */
    boolean improve(int g) {
        if (!open[g]) {
            return false;
        }
        open[g] = false;
        int n = groups.get(g).size();
        Matrix linear = Matrix.zeros(n, n);
        Matrix similarity = Matrix.zeros(n, n);
        for (Side side : sides.get(g)) {
            side.addTo(side.within() ? similarity : linear, placement);
        }
        Coupling.add(similarity, linear);
        int[] partners = partners(g, similarity);
        double[] signs = signs(g, similarity, partners);
        Placement next = placement.moved(groups.get(g), partners, signs);
        double gain = 0;
        for (int i = 0; i < n; i++) {
            gain += signs[i] * linear.get(i, partners[i]) - linear.get(i, i);
        }
        for (Side side : sides.get(g)) {
            if (side.within() && side.incoming()) {
                gain += side.coupling().agreement(next) - side.coupling().agreement(placement);
            }
        }
        if (!(gain > GAIN)) {
            return false;
        }
        move(g, next);
        return true;
    }

    /** Moves the units of B itself. */
    void write(Placement best) {
        UnitTransform.apply(ofB, best.order(), best.factors());
    }
}
