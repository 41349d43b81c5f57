package cognate.similarity.align;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Tie;
import cognate.models.wiring.UnitTransform;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the units of a network B are put to meet those of a network A of one wiring: an order and, of odd units, a
 * sign. What agrees is the sum of the inner products of their tensors, weighted.
 */
final class Matching {
    /** A smaller gain is none. */
    private static final double GAIN = 1e-9;

    /** The rows or the columns of a tensor, in which all units of a group stand. */
    private record Side(
            Coupling coupling,
            boolean incoming,
            int[][] places,
            Space other,
            int[] neighbours,
            boolean within,
            Matrix fixed) {
        /** Whether what stands on the other side is in its place. */
        boolean isKnown(boolean[] known) {
            return other == null
                    || IntStream.range(0, other.size()).allMatch(i -> other.unit(i) < 0 || known[other.unit(i)]);
        }
    }

    private final Wiring wiring;
    private final Wiring ofB;
    private final List<Group> groups;
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<List<Side>> sides = new ArrayList<>();
    /** Of every unit its number in its group. */
    private final int[] numbers;

    private int[] order;
    private double[] factors;
    /** The groups for which something has changed since they were last placed as well as can be. */
    private final boolean[] open;

    private Matching(Wiring wiring, Wiring ofB) {
        this.wiring = wiring;
        this.ofB = ofB;
        groups = wiring.groups();
        numbers = new int[wiring.size()];
        open = new boolean[groups.size()];
        for (Group group : groups) {
            sides.add(new ArrayList<>());
            for (int i = 0; i < group.size(); i++) {
                numbers[group.units()[i]] = i;
            }
        }
    }

    /**
     * Of two networks with the same layers, all units where they are.
     *
     * @param byTensor whether every tensor counts the same, by its cosine; else what counts is the cosine of all
     * @throws IllegalArgumentException if the networks differ or have batch normalization inside
     */
    static Matching of(Sequential a, Sequential b, boolean byTensor) {
        Alike.check(a, b);
        Matching matching = new Matching(Wiring.of(a), Wiring.of(b));
        List<Tie> tiesA = matching.wiring.ties();
        List<Tie> tiesB = matching.ofB.ties();
        double[] weights = byTensor ? byTensor(tiesA, tiesB) : ofAll(tiesA, tiesB);
        for (int t = 0; t < weights.length; t++) {
            matching.add(tiesA.get(t), tiesB.get(t).tensor(), weights[t]);
        }
        matching.reset();
        return matching;
    }

    private static double[] byTensor(List<Tie> a, List<Tie> b) {
        double[] products = new double[a.size()];
        Arrays.setAll(
                products,
                t -> Coupling.norm(a.get(t).tensor()) * Coupling.norm(b.get(t).tensor()));
        long count = Arrays.stream(products).filter(product -> product > 0).count();
        return Arrays.stream(products)
                .map(product -> product > 0 ? 1 / (product * count) : 0)
                .toArray();
    }

    private static double[] ofAll(List<Tie> a, List<Tie> b) {
        double product = norm(a) * norm(b);
        double[] weights = new double[a.size()];
        Arrays.fill(weights, product > 0 ? 1 / product : 0);
        return weights;
    }

    private static double norm(List<Tie> ties) {
        double sum = 0;
        for (Tie tie : ties) {
            double norm = Coupling.norm(tie.tensor());
            sum += norm * norm;
        }
        return Math.sqrt(sum);
    }

    private void add(Tie tie, Tensor other, double weight) {
        Coupling coupling = new Coupling(tie, other, weight);
        couplings.add(coupling);
        for (int g = 0; g < groups.size(); g++) {
            int[][] rows = places(tie.rows(), groups.get(g));
            int[][] columns = places(tie.columns(), groups.get(g));
            boolean within = rows != null && columns != null;
            if (rows != null) {
                sides.get(g).add(side(coupling, true, rows, tie.columns(), within));
            }
            if (columns != null) {
                sides.get(g).add(side(coupling, false, columns, tie.rows(), within));
            }
        }
    }

    private Side side(Coupling coupling, boolean incoming, int[][] places, Space other, boolean within) {
        int[] neighbours = IntStream.range(0, groups.size())
                .filter(g -> places(other, groups.get(g)) != null)
                .toArray();
        Matrix fixed = other == Space.FIXED ? coupling.products(incoming, places) : null;
        return new Side(coupling, incoming, places, other, neighbours, within, fixed);
    }

    /** Of every unit of a group where it stands in a space; null if they do not. */
    static int[][] places(Space space, Group group) {
        if (space == null) {
            return null;
        }
        int[] units = group.units();
        int[][] places = new int[units.length][0];
        for (int place = 0; place < space.size(); place++) {
            int number = Arrays.binarySearch(units, space.unit(place));
            if (number >= 0) {
                places[number] = Arrays.copyOf(places[number], places[number].length + 1);
                places[number][places[number].length - 1] = place;
            }
        }
        return places[0].length == 0 ? null : places;
    }

    /** The groups whose units are matched. */
    List<Group> groups() {
        return groups;
    }

    /** The number of units of the wiring. */
    int size() {
        return numbers.length;
    }

    /** Puts all units where they are in B. */
    void reset() {
        order = IntStream.range(0, numbers.length).toArray();
        factors = new double[numbers.length];
        Arrays.fill(factors, 1);
        moveAll();
    }

    private void moveAll() {
        couplings.forEach(coupling -> coupling.move(order, factors));
        Arrays.fill(open, true);
    }

    /** Puts all units anywhere. */
    void shuffle(RandomStream random) {
        order = order.clone();
        factors = factors.clone();
        for (Group group : groups) {
            int[] units = group.units();
            int[] drawn = random.permutation(units.length);
            for (int i = 0; i < units.length; i++) {
                order[units[i]] = units[drawn[i]];
                factors[units[i]] = isOdd(group) && random.nextInt(2) == 1 ? -1 : 1;
            }
        }
        moveAll();
    }

    /** Whether signs of its units can flip. */
    static boolean isOdd(Group group) {
        return group.symmetries().contains(Symmetry.SIGN);
    }

    /** How much A and B, with its units where they were put, agree, in [-1, 1]. */
    double agreement() {
        double sum = 0;
        for (Coupling coupling : couplings) {
            sum += coupling.agreement(order, factors);
        }
        return sum;
    }

    /**
     * The agreement of a group's units, A's with B's as they stand, in what comes in from known ones, or goes out to
     * them.
     */
    Matrix similarity(int g, boolean incoming, boolean[] known) {
        Matrix sum = Matrix.zeros(groups.get(g).size(), groups.get(g).size());
        for (Side side : sides.get(g)) {
            if (side.incoming() == incoming && !side.within() && side.isKnown(known)) {
                add(sum, side, groups.get(g));
            }
        }
        return sum;
    }

    private void add(Matrix sum, Side side, Group group) {
        if (side.fixed() == null) {
            Coupling.add(sum, side.coupling().products(side.incoming(), side.places()));
            return;
        }
        int n = group.size();
        for (int j = 0; j < n; j++) {
            int unit = group.units()[j];
            int from = numbers[order[unit]];
            for (int i = 0; i < n; i++) {
                sum.array()[i * n + j] += factors[unit] * side.fixed().array()[i * n + from];
            }
        }
    }

    /**
     * Puts B's units of a group where their similarity with A's is largest.
     *
     * @param similarity [units of A, units of B as it stands]
     * @return for every unit of A the one of B
     */
    int[] place(int g, Matrix similarity) {
        Step step = step(g, similarity);
        order = step.order();
        factors = step.factors();
        move(g);
        return step.best();
    }

    private void move(int g) {
        for (Side side : sides.get(g)) {
            if (side.fixed() == null && (side.incoming() || !side.within())) {
                side.coupling().move(order, factors);
            }
            for (int neighbour : side.neighbours()) {
                open[neighbour] = true;
            }
        }
    }

    /** Where a group's units could be put. */
    private record Step(int[] best, int[] order, double[] factors) {}

    private Step step(int g, Matrix similarity) {
        Group group = groups.get(g);
        int n = group.size();
        Matrix cost = Matrix.zeros(n, n);
        for (int i = 0; i < n * n; i++) {
            double value = similarity.array()[i];
            cost.array()[i] = isOdd(group) ? -Math.abs(value) : -value;
        }
        int[] best = Assignment.of(cost).columns();
        int[] newOrder = order.clone();
        double[] newFactors = factors.clone();
        for (int i = 0; i < n; i++) {
            int unit = group.units()[i];
            int from = group.units()[best[i]];
            newOrder[unit] = order[from];
            newFactors[unit] = (isOdd(group) && similarity.get(i, best[i]) < 0 ? -1 : 1) * factors[from];
        }
        return new Step(best, newOrder, newFactors);
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
        Matrix all = Matrix.zeros(n, n);
        for (Side side : sides.get(g)) {
            add(side.within() ? all : linear, side, groups.get(g));
        }
        Coupling.add(all, linear);
        Step step = step(g, all);
        double gain = 0;
        for (int i = 0; i < n; i++) {
            int unit = groups.get(g).units()[i];
            double sign = step.factors()[unit] * factors[groups.get(g).units()[step.best()[i]]];
            gain += sign * linear.get(i, step.best()[i]) - linear.get(i, i);
        }
        for (Side side : sides.get(g)) {
            if (side.within() && side.incoming()) {
                gain += side.coupling().agreement(step.order(), step.factors())
                        - side.coupling().agreement();
            }
        }
        if (!(gain > GAIN)) {
            return false;
        }
        order = step.order();
        factors = step.factors();
        move(g);
        return true;
    }

    /** Places all groups in the order of the wiring by what comes in from the inputs and the groups before. */
    void forward() {
        boolean[] known = new boolean[numbers.length];
        for (int g = 0; g < groups.size(); g++) {
            place(g, similarity(g, true, known));
            know(g, known);
        }
    }

    /** Places all groups by what goes out, always next one of which all that it goes out to is in place, or most. */
    void backward() {
        boolean[] known = new boolean[numbers.length];
        boolean[] done = new boolean[groups.size()];
        for (int count = 0; count < done.length; count++) {
            int next = -1;
            double most = -1;
            for (int g = 0; g < done.length; g++) {
                double share = done[g] ? -1 : shareOfKnown(g, known);
                if (!done[g] && share >= most) {
                    next = g;
                    most = share;
                }
            }
            place(next, similarity(next, false, known));
            know(next, known);
            done[next] = true;
        }
    }

    /** Of the tensors that a group goes out to, the number of those whose rows are known; infinity if all are. */
    private double shareOfKnown(int g, boolean[] known) {
        List<Side> outgoing = sides.get(g).stream()
                .filter(side -> !side.incoming() && !side.within())
                .toList();
        long count = outgoing.stream().filter(side -> side.isKnown(known)).count();
        return count == outgoing.size() ? Double.POSITIVE_INFINITY : count;
    }

    private void know(int g, boolean[] known) {
        for (int unit : groups.get(g).units()) {
            known[unit] = true;
        }
    }

    /** Where the units are. */
    Placement placement() {
        return new Placement(order, factors);
    }

    /** Units' places and signs. */
    record Placement(int[] order, double[] factors) {}

    /** Moves the units of B itself there. */
    void write(Placement placement) {
        UnitTransform.apply(ofB, placement.order(), placement.factors());
    }
}
