package cognate.stats.test;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** How many labellings there are, by the shapes of blocks and the sets of labels that blocks of a shape hold. */
public final class Orbit {
    /** Above this a number of labellings is a lower bound. */
    public static final long MOST = 1_000_000_000_000_000L;
    /** Up to so many labels their renamings are tried one by one; above, those that may be possible are counted. */
    private static final int FEW_LABELS = 8;

    /**
     * Blocks of one shape.
     *
     * @param runs number of cells of each stratum and size, whose labels change places within a block
     * @param sets the distinct sets of labels, a label a cell in the order of the runs, ascending within each
     * @param counts number of blocks that hold each set
     */
    record Kind(List<Integer> runs, List<List<Integer>> sets, List<Integer> counts) {
        int blocks() {
            return counts.stream().mapToInt(c -> c).sum();
        }

        /** The set as it is called after labels were renamed. */
        private List<Integer> renamed(List<Integer> set, int[] name) {
            List<Integer> renamed = new ArrayList<>();
            int from = 0;
            for (int run : runs) {
                set.subList(from, from + run).stream()
                        .map(c -> name[c])
                        .sorted()
                        .forEach(renamed::add);
                from += run;
            }
            return renamed;
        }
    }

    private final List<Kind> kinds;
    private final int labels;

    Orbit(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
        this.labels = 1
                + kinds.stream()
                        .flatMap(kind -> kind.sets.stream())
                        .flatMap(List::stream)
                        .mapToInt(c -> c)
                        .max()
                        .orElse(-1);
    }

    List<Kind> kinds() {
        return kinds;
    }

    /** The number of labellings; exact up to {@link #MOST}, which stands for all above. */
    public long count() {
        return capped(all());
    }

    /**
     * The number of labellings that a statistic can tell apart which does not see the labels' names: of those that
     * differ in names only, one counts. Exact up to eight labels, else a lower bound.
     */
    public long distinct() {
        return StrictMath.max(1, capped(all().divide(renamings())));
    }

    /**
     * Of every label the least one that it can change names with, so that every labelling of the orbit stays one: a
     * statistic that does not see names has one value for all labellings that differ in such names only.
     */
    int[] interchangeable() {
        int[] least = IntStream.range(0, labels).toArray();
        for (int label = 1; label < labels; label++) {
            for (int other = 0; other < label && least[label] == label; other++) {
                int[] name = IntStream.range(0, labels).toArray();
                swap(name, label, other);
                least[label] = least[other] == other && keeps(name) ? other : label;
            }
        }
        return least;
    }

    /** The number of labellings that differ in more than the names of {@linkplain #interchangeable such} labels. */
    long upToNames() {
        int[] least = interchangeable();
        BigInteger renamings = BigInteger.ONE;
        for (int label = 0; label < labels; label++) {
            int own = least[label];
            long equal = IntStream.rangeClosed(0, label)
                    .filter(other -> least[other] == own)
                    .count();
            renamings = renamings.multiply(BigInteger.valueOf(equal));
        }
        return capped(all().divide(renamings));
    }

    private static long capped(BigInteger count) {
        return count.min(BigInteger.valueOf(MOST)).longValueExact();
    }

    private BigInteger all() {
        BigInteger all = BigInteger.ONE;
        for (Kind kind : kinds) {
            int left = kind.blocks();
            BigInteger within = BigInteger.ONE;
            for (int run : kind.runs) {
                within = within.multiply(factorial(run));
            }
            all = all.multiply(within.pow(left)).multiply(factorial(left));
            for (int count : kind.counts) {
                all = all.divide(factorial(count));
            }
        }
        return all;
    }

    private static BigInteger factorial(int n) {
        return IntStream.rangeClosed(2, n).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** How many renamings of the labels turn every labelling of the orbit into one of it. */
    private BigInteger renamings() {
        if (labels > FEW_LABELS) {
            Map<String, Integer> alike = new TreeMap<>();
            IntStream.range(0, labels).forEach(label -> alike.merge(signature(label), 1, Integer::sum));
            return alike.values().stream().map(Orbit::factorial).reduce(BigInteger.ONE, BigInteger::multiply);
        }
        int[] name = IntStream.range(0, labels).toArray();
        return BigInteger.valueOf(renamings(name, 0));
    }

    private long renamings(int[] name, int at) {
        if (at == name.length) {
            return keeps(name) ? 1 : 0;
        }
        long count = 0;
        for (int i = at; i < name.length; i++) {
            swap(name, at, i);
            if (signature(at).equals(signature(name[at]))) {
                count += renamings(name, at + 1);
            }
            swap(name, at, i);
        }
        return count;
    }

    private static void swap(int[] values, int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    /** In how many blocks of each shape, with how many other labels, a label stands: renamings keep it. */
    private String signature(int label) {
        StringBuilder signature = new StringBuilder();
        for (Kind kind : kinds) {
            List<String> places = new ArrayList<>();
            for (int s = 0; s < kind.sets.size(); s++) {
                List<Integer> set = kind.sets.get(s);
                int from = 0;
                StringBuilder place = new StringBuilder().append(kind.counts.get(s));
                for (int run : kind.runs) {
                    place.append(set.subList(from, from + run).contains(label) ? '+' : '-');
                    from += run;
                }
                places.add(place.indexOf("+") < 0 ? "" : place.toString());
            }
            places.sort(null);
            signature.append(places);
        }
        return signature.toString();
    }

    private boolean keeps(int[] name) {
        for (Kind kind : kinds) {
            for (int s = 0; s < kind.sets.size(); s++) {
                int other = kind.sets.indexOf(kind.renamed(kind.sets.get(s), name));
                if (other < 0 || !kind.counts.get(other).equals(kind.counts.get(s))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The orbit of other numbers of blocks, each a function of the present one. */
    public Orbit resized(IntUnaryOperator count) {
        return new Orbit(kinds.stream()
                .map(kind -> new Kind(
                        kind.runs,
                        kind.sets,
                        kind.counts.stream().map(count::applyAsInt).toList()))
                .toList());
    }

    /** The orbit where each set of labels of the most frequent shape has {@code more} blocks more. */
    public Orbit grown(int more) {
        int[] blocks = kinds.stream().mapToInt(Kind::blocks).toArray();
        int largest = Arrays.stream(blocks).max().orElse(0);
        boolean[] done = new boolean[1];
        return new Orbit(kinds.stream()
                .map(kind -> {
                    if (done[0] || kind.blocks() < largest) {
                        return kind;
                    }
                    done[0] = true;
                    return new Kind(
                            kind.runs,
                            kind.sets,
                            kind.counts.stream().map(c -> c + more).toList());
                })
                .toList());
    }
}
