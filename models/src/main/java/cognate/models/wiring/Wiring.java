package cognate.models.wiring;

import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which weights belong to which units of a network. Layers build it, one after the other; a sum makes the units of its
 * two sides the same, and what is added to outputs or inputs is fixed like these.
 *
 * <pre>{@code
 * Wiring wiring = Wiring.of(network);             // network.wire(…), its outputs fixed
 * for (Tie tie : wiring.ties()) …                 // every tensor with the units of its rows and columns
 * for (Group group : wiring.groups()) …           // units that can change places
 * }</pre>
 */
public final class Wiring {
    /** What a layer, or a network of them, says of itself. */
    @FunctionalInterface
    public interface Wired {
        /**
         * Ties its weights to the units that come in.
         *
         * @return the units that go out
         */
        Space wire(Wiring wiring, Space in);
    }

    private final List<Tie> ties = new ArrayList<>();
    private final Map<String, Space> outputs = new HashMap<>();
    private String path = "";
    /** Of every unit another one that is the same, at last itself; and what is left of its symmetries. */
    private final List<Integer> same = new ArrayList<>();

    private final List<EnumSet<Symmetry>> symmetries = new ArrayList<>();
    private final BitSet fixed = new BitSet();
    private final EnumSet<Symmetry> symmetriesOfOutputs = EnumSet.allOf(Symmetry.class);
    private boolean chain = true;

    private Wiring() {}

    /**
     * The wiring of a network.
     *
     * @throws ShapeException if weights do not fit the units before them
     */
    public static Wiring of(Wired network) {
        Wiring wiring = new Wiring();
        Space outputs = network.wire(wiring, Space.FIXED);
        for (int unit : outputs.units()) {
            wiring.symmetriesOfOutputs.retainAll(wiring.symmetries.get(wiring.root(unit)));
        }
        wiring.fix(outputs);
        wiring.resolve();
        return wiring;
    }

    /** A part of a network, whose names begin with its own: {@code "0"} makes {@code "0.weight"}. */
    public Space part(String name, Wired part, Space in) {
        String before = path;
        path += name + ".";
        Space out = part.wire(this, in);
        path = before;
        outputs.put(path + name, out);
        return out;
    }

    /** Names units between the weights of one layer, which are no output of it: {@code "l0"}. */
    public Space inner(String name, Space units) {
        outputs.put(path + name, units);
        return units;
    }

    /** The units that a part gives out, or that are named within it, by its path as {@code "3.conv1"}; or null. */
    public Space outputs(String part) {
        return outputs.get(part);
    }

    /** New units with all symmetries. */
    public Space units(int count) {
        int first = same.size();
        for (int i = 0; i < count; i++) {
            same.add(first + i);
            symmetries.add(EnumSet.allOf(Symmetry.class));
        }
        return new Space(IntStream.range(first, first + count).toArray(), false);
    }

    /**
     * A weight [gates · units, …] from units to units.
     *
     * @param name as the layer calls it
     * @throws ShapeException if its rows are no multiple of the units that it gives to, or its columns of those that it
     *     takes in
     */
    public void weight(String name, Tensor weight, Space rows, Space columns) {
        check(weight.dim(0), rows, "rows", weight);
        check(weight.size() / Math.max(1, weight.dim(0)), columns, "columns", weight);
        ties.add(new Tie(path + name, weight, rows, columns));
    }

    /** A vector [gates · units]: biases, scales, statistics; null is none. */
    public void vector(String name, Tensor vector, Space rows) {
        if (vector != null) {
            check(vector.dim(0), rows, "elements", vector);
            ties.add(new Tie(path + name, vector, rows, null));
        }
    }

    private static void check(int count, Space space, String what, Tensor tensor) {
        if (space != Space.FIXED && count % space.size() != 0) {
            throw new ShapeException("wiring: expected " + what + " that are a multiple of " + space.size()
                    + " units, found " + tensor.shape());
        }
    }

    /** The units of x + y: those of both sides are the same from here on. */
    public Space sum(Space x, Space y) {
        if (x == Space.FIXED || y == Space.FIXED) {
            fix(x);
            fix(y);
            return Space.FIXED;
        }
        if (x.size() != y.size()) {
            throw new ShapeException(
                    "wiring: expected as many units on both sides of a sum, found " + x.size() + " and " + y.size());
        }
        chain = false;
        for (int i = 0; i < x.size(); i++) {
            unite(root(x.unit(i)), root(y.unit(i)));
        }
        return x;
    }

    private void unite(int x, int y) {
        if (x != y) {
            same.set(Math.max(x, y), Math.min(x, y));
            symmetries.get(Math.min(x, y)).retainAll(symmetries.get(Math.max(x, y)));
            if (fixed.get(x) || fixed.get(y)) {
                fixed.set(Math.min(x, y));
            }
        }
    }

    private int root(int unit) {
        int root = unit;
        while (same.get(root) != root) {
            root = same.get(root);
        }
        return root;
    }

    /**
     * A space between zeros, as of a shortcut to more channels: the units in the middle stay tied, the others are new.
     */
    public Space pad(Space space, int before, int after) {
        if (space == Space.FIXED) {
            return space;
        }
        return units(before).and(space).and(units(after));
    }

    /** Says what passes a function of these units: the other symmetries are lost. */
    public Space passing(Space space, Set<Symmetry> symmetriesThatPass) {
        for (int unit : space.units()) {
            symmetries.get(root(unit)).retainAll(symmetriesThatPass);
        }
        return space;
    }

    /** Units that must stay as they are. */
    public void fix(Space space) {
        for (int unit : space.units()) {
            fixed.set(root(unit));
        }
    }

    /** Gives equal units one number, and takes the fixed spaces out. */
    private void resolve() {
        for (int t = 0; t < ties.size(); t++) {
            Tie tie = ties.get(t);
            ties.set(t, tie.between(resolved(tie.rows()), tie.isVector() ? null : resolved(tie.columns())));
        }
        outputs.replaceAll((part, space) -> resolved(space));
    }

    private Space resolved(Space space) {
        if (space == Space.FIXED) {
            return space;
        }
        int[] units = Arrays.stream(space.units()).map(this::root).toArray();
        long free = Arrays.stream(units).filter(unit -> !fixed.get(unit)).count();
        if (free == 0) {
            return Space.FIXED;
        }
        return new Space(
                Arrays.stream(units).map(unit -> fixed.get(unit) ? -1 : unit).toArray(), space.isPerStep());
    }

    /** All weights and vectors, in the order of the layers. */
    public List<Tie> ties() {
        return Collections.unmodifiableList(ties);
    }

    /**
     * What could be done to the outputs if they were not fixed: whether nothing but linear layers is behind the last.
     */
    public Set<Symmetry> symmetriesOfOutputs() {
        return Collections.unmodifiableSet(symmetriesOfOutputs);
    }

    /** Whether every unit is given out by one layer: no units but those of inputs are summed. */
    public boolean isChain() {
        return chain;
    }

    /** The number of units, fixed ones and others: all numbers are below it. */
    public int size() {
        return same.size();
    }

    /**
     * The units that can change places, by where they stand: in the same rows and columns of the same tensors. Groups
     * of a single unit are left out unless it has a symmetry.
     */
    public List<Group> groups() {
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int t = 0; t < ties.size(); t++) {
            Tie tie = ties.get(t);
            mark(places, tie.rows(), 2 * t);
            if (!tie.isVector()) {
                mark(places, tie.columns(), 2 * t + 1);
            }
        }
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        places.forEach(
                (unit, where) -> groups.computeIfAbsent(List.of(where, symmetries.get(unit)), key -> new ArrayList<>())
                        .add(unit));
        List<Group> result = new ArrayList<>();
        groups.forEach((key, units) -> {
            Set<Symmetry> own = Set.copyOf(symmetries.get(units.get(0)));
            if (units.size() > 1 || !own.isEmpty()) {
                result.add(new Group(units.stream().mapToInt(unit -> unit).toArray(), own));
            }
        });
        return result;
    }

    private static void mark(Map<Integer, List<Integer>> places, Space space, int where) {
        for (int unit : space.units()) {
            if (unit >= 0) {
                places.computeIfAbsent(unit, key -> new ArrayList<>()).add(where);
            }
        }
    }
}
