package cognate.stats.test;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The labellings of items that are equally likely where labels mean nothing. Items of one block depend on each other,
 * blocks do not; strata are what is known of an item besides. The items of a block with one label and one stratum form
 * a cell, which keeps together. Cells of one block, stratum and size exchange their labels, and blocks of equal shape
 * (as many cells of each stratum and size) exchange their whole sets of labels.
 */
public final class Labellings {
    /** Blocks of one shape: for each its cells, run by run, and the number of its set of labels. */
    private record Kind(List<int[][]> blocks, int[] runs, int[][] sets, int[] setOfBlock) {}

    private final int[] observed;
    private final List<Kind> kinds;
    private final Orbit orbit;
    /** What changes places, sorted: for each kind the sets of its blocks, then the places within every longer run. */
    private final int[][] contents;

    private Labellings(int[] observed, List<Kind> kinds) {
        this.observed = observed;
        this.kinds = kinds;
        List<Orbit.Kind> counted = new ArrayList<>();
        List<int[]> parts = new ArrayList<>();
        for (Kind kind : kinds) {
            int[] counts = new int[kind.sets.length];
            Arrays.stream(kind.setOfBlock).forEach(set -> counts[set]++);
            counted.add(new Orbit.Kind(
                    list(kind.runs),
                    Arrays.stream(kind.sets).map(Labellings::list).toList(),
                    list(counts)));
            int[] sets = kind.setOfBlock.clone();
            Arrays.sort(sets);
            parts.add(sets);
            for (int block = 0; block < kind.blocks.size(); block++) {
                Arrays.stream(kind.runs)
                        .filter(run -> run > 1)
                        .forEach(run -> parts.add(IntStream.range(0, run).toArray()));
            }
        }
        orbit = new Orbit(counted);
        contents = parts.toArray(int[][]::new);
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Independent items: every permutation of the labels 0 … is allowed. */
    public static Labellings free(int[] labels) {
        return of(labels, IntStream.range(0, labels.length).toArray(), new int[labels.length]);
    }

    /**
     * The labellings of items in blocks and strata.
     *
     * @param labels one an item, 0 …
     * @param blocks the number of every item's block
     * @param strata the number of every item's stratum
     * @throws IllegalArgumentException if the numbers of items differ or there is none
     */
    public static Labellings of(int[] labels, int[] blocks, int[] strata) {
        if (labels.length == 0 || blocks.length != labels.length || strata.length != labels.length) {
            throw new IllegalArgumentException("labellings: a label, a block and a stratum for each of at least 1 item,"
                    + " found " + labels.length + ", " + blocks.length + " and " + strata.length);
        }
        Map<Integer, Map<List<Integer>, List<Integer>>> cells = new LinkedHashMap<>(); // block → stratum, label → items
        for (int i = 0; i < labels.length; i++) {
            cells.computeIfAbsent(blocks[i], block -> new LinkedHashMap<>())
                    .computeIfAbsent(List.of(strata[i], labels[i]), cell -> new ArrayList<>())
                    .add(i);
        }
        Map<String, List<int[][]>> shapes = new LinkedHashMap<>();
        Map<String, int[]> runs = new LinkedHashMap<>();
        for (Map<List<Integer>, List<Integer>> block : cells.values()) {
            TreeMap<String, TreeMap<Integer, int[]>> byRun = new TreeMap<>(); // stratum and size → label → items
            block.forEach((cell, items) -> byRun.computeIfAbsent(
                            String.format(Locale.ROOT, "%09d %09d", cell.get(0), items.size()), run -> new TreeMap<>())
                    .put(cell.get(1), items.stream().mapToInt(i -> i).toArray()));
            StringBuilder shape = new StringBuilder();
            byRun.forEach((run, held) ->
                    shape.append(run).append(" x ").append(held.size()).append(';'));
            shapes.computeIfAbsent(shape.toString(), s -> new ArrayList<>())
                    .add(byRun.values().stream()
                            .flatMap(held -> held.values().stream())
                            .toArray(int[][]::new));
            runs.putIfAbsent(
                    shape.toString(),
                    byRun.values().stream().mapToInt(TreeMap::size).toArray());
        }
        List<Kind> kinds = new ArrayList<>();
        shapes.forEach((shape, held) -> kinds.add(kind(held, runs.get(shape), labels)));
        return new Labellings(labels.clone(), kinds);
    }

    private static Kind kind(List<int[][]> blocks, int[] runs, int[] labels) {
        List<List<Integer>> sets = new ArrayList<>();
        int[] setOfBlock = new int[blocks.size()];
        for (int b = 0; b < setOfBlock.length; b++) {
            List<Integer> set =
                    Arrays.stream(blocks.get(b)).map(cell -> labels[cell[0]]).toList();
            if (!sets.contains(set)) {
                sets.add(set);
            }
            setOfBlock[b] = sets.indexOf(set);
        }
        int[][] distinct = sets.stream()
                .map(set -> set.stream().mapToInt(c -> c).toArray())
                .toArray(int[][]::new);
        return new Kind(blocks, runs, distinct, setOfBlock);
    }

    /** Number of items. */
    public int size() {
        return observed.length;
    }

    /** The labels as they are. */
    public int[] observed() {
        return observed.clone();
    }

    /** How many labellings there are. */
    public Orbit orbit() {
        return orbit;
    }

    /** The chance of every label for every item, [items][labels]: the share of the labellings that give it to it. */
    public double[][] shares(int labels) {
        double[][] shares = new double[observed.length][labels];
        for (Kind kind : kinds) {
            for (int[][] cells : kind.blocks) {
                int from = 0;
                for (int run : kind.runs) {
                    for (int slot = from; slot < from + run; slot++) {
                        for (int set : kind.setOfBlock) {
                            for (int place = from; place < from + run; place++) {
                                for (int item : cells[slot]) {
                                    shares[item][kind.sets[set][place]] += 1;
                                }
                            }
                        }
                        for (int item : cells[slot]) {
                            for (int label = 0; label < labels; label++) {
                                shares[item][label] /= run * (double) kind.setOfBlock.length;
                            }
                        }
                    }
                    from += run;
                }
            }
        }
        return shares;
    }

    /** One labelling after the other, into the same array. A walk belongs to one thread. */
    public final class Walk {
        private final int[][] parts = Arrays.stream(contents).map(int[]::clone).toArray(int[][]::new);
        private final int[] labels = observed.clone();

        private Walk() {}

        /** A labelling that is drawn, each with the same chance. */
        public int[] draw(RandomStream stream) {
            for (int[] part : parts) {
                stream.shuffle(part);
            }
            return written();
        }

        /** The labelling of a number from 0 below {@link Orbit#count}, each another one. */
        public int[] labelling(long number) {
            long rest = number;
            for (int p = 0; p < parts.length; p++) {
                long arrangements = Arrangement.count(contents[p]);
                Arrangement.write(contents[p], rest % arrangements, parts[p]);
                rest /= arrangements;
            }
            return written();
        }

        /** The labelling after the last one that {@link #labelling} or this gave. */
        public int[] next() {
            for (int[] part : parts) {
                if (Arrangement.next(part)) {
                    break;
                }
            }
            return written();
        }

        private int[] written() {
            int at = 0;
            for (Kind kind : kinds) {
                int[] sets = parts[at++];
                for (int block = 0; block < sets.length; block++) {
                    int[] set = kind.sets[sets[block]];
                    int[][] cells = kind.blocks.get(block);
                    int from = 0;
                    for (int run : kind.runs) {
                        int[] places = run > 1 ? parts[at++] : null;
                        for (int slot = 0; slot < run; slot++) {
                            int label = set[from + (places == null ? 0 : places[slot])];
                            for (int item : cells[from + slot]) {
                                labels[item] = label;
                            }
                        }
                        from += run;
                    }
                }
            }
            return labels;
        }
    }

    /** A new walk. */
    public Walk walk() {
        return new Walk();
    }
}
