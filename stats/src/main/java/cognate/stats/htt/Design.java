package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import cognate.stats.test.Labellings;
import cognate.stats.test.Orbit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The design of a comparison: the networks, the condition each was trained under, and the block each belongs to. A
 * block holds all networks with the same streams of randomness (one task and seed, wherever they stand; snapshots of
 * one network): they depend on each other, blocks do not. The design alone says how networks are split, which
 * labellings are equally likely under the hypothesis, and which pairs of networks count. Conditions keep the order of
 * their first appearance.
 *
 * <pre>{@code
 * Design design = Design.of(List.of("a/1", "a/2", …), List.of("a", "a", …))   // names, conditions; all independent
 *         .inBlocks(List.of("seed 1", "seed 2", …))                           // networks that share their randomness
 *         .inStrata(List.of("0v1", "2v3", …));                                // what is not asked for, as the task
 * }</pre>
 */
public final class Design {
    private final List<String> names;
    private final List<String> conditions;
    private final int[] condition;
    private final int[] block;
    private final int[] stratum;
    private final int[] source;

    private Design(
            List<String> names, List<String> conditions, int[] condition, int[] block, int[] stratum, int[] source) {
        this.names = names;
        this.conditions = conditions;
        this.condition = condition;
        this.block = block;
        this.stratum = stratum;
        this.source = source;
    }

    /**
     * Independent networks: a name and a condition each.
     *
     * @throws IllegalArgumentException if the numbers differ or there are fewer than 2 conditions
     */
    public static Design of(List<String> names, List<String> conditionOfNetwork) {
        check(names, conditionOfNetwork, "conditions");
        List<String> conditions = new ArrayList<>();
        int[] condition = number(conditionOfNetwork, conditions);
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("htt: at least 2 conditions, found " + conditions);
        }
        int[] each = IntStream.range(0, names.size()).toArray();
        return new Design(
                List.copyOf(names),
                Collections.unmodifiableList(conditions),
                condition,
                each,
                new int[each.length],
                each);
    }

    /** The same networks, those with one name of a block in one block. */
    public Design inBlocks(List<String> blockOfNetwork) {
        check(names, blockOfNetwork, "blocks");
        int[] blocks = number(blockOfNetwork, new ArrayList<>());
        return new Design(names, conditions, condition, blocks, stratum, blocks);
    }

    /** The same networks in strata: what is known of them besides and not asked for; labels stay within a stratum. */
    public Design inStrata(List<String> stratumOfNetwork) {
        check(names, stratumOfNetwork, "strata");
        return new Design(names, conditions, condition, block, number(stratumOfNetwork, new ArrayList<>()), source);
    }

    /**
     * The same networks with declared sources: what the check for leakage takes to be one and the same, as the digest
     * of a file or a seed. Without it the blocks are the sources.
     */
    public Design fromSources(List<String> sourceOfNetwork) {
        check(names, sourceOfNetwork, "sources");
        return new Design(names, conditions, condition, block, stratum, number(sourceOfNetwork, new ArrayList<>()));
    }

    private static void check(List<String> names, List<String> labels, String what) {
        if (names.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "htt: as many " + what + " as networks, found " + labels.size() + " and " + names.size());
        }
    }

    private static int[] number(List<String> labels, List<String> distinct) {
        return labels.stream()
                .mapToInt(label -> {
                    if (!distinct.contains(label)) {
                        distinct.add(label);
                    }
                    return distinct.indexOf(label);
                })
                .toArray();
    }

    /** Number of networks. */
    public int size() {
        return condition.length;
    }

    /** The distinct conditions, in the order of their first appearance. */
    public List<String> conditions() {
        return conditions;
    }

    /** The name of a network. */
    public String name(int network) {
        return names.get(network);
    }

    /** The number of a network's condition in {@link #conditions}. */
    public int condition(int network) {
        return condition[network];
    }

    /** The number of a network's block, 0 … without gaps. */
    public int block(int network) {
        return block[network];
    }

    /** Number of blocks. */
    public int blocks() {
        return (int) Arrays.stream(block).distinct().count();
    }

    /** Number of blocks that hold a condition. */
    public int blocks(int ofCondition) {
        return (int) IntStream.range(0, size())
                .filter(i -> condition[i] == ofCondition)
                .map(i -> block[i])
                .distinct()
                .count();
    }

    /** Whether every network is a block of its own. */
    public boolean independent() {
        return blocks() == size();
    }

    /** Whether a pair of networks counts: two networks of one block never do. */
    public boolean counts(int i, int j) {
        return block[i] != block[j];
    }

    /** The number of a network's stratum. */
    int stratum(int network) {
        return stratum[network];
    }

    /** The number of a network's source. */
    int source(int network) {
        return source[network];
    }

    /** The numbers of all networks' conditions. */
    int[] labels() {
        return condition.clone();
    }

    /** The labellings that are equally likely where weights carry no information about the condition. */
    public Labellings labellings() {
        return Labellings.of(condition, block, stratum);
    }

    /** The mean similarities over the pairs that count, of a matrix [n, n], row-major. */
    CountedPairs pairs(double[] similarity) {
        return CountedPairs.of(similarity, condition, block);
    }

    /** The mean similarities over the pairs that count, of a matrix [n, n]. */
    public CountedPairs pairs(double[][] similarity) {
        return pairs(Arrays.stream(similarity).flatMapToDouble(Arrays::stream).toArray());
    }

    /**
     * Intervals over blocks, of a matrix [n, n], row-major.
     *
     * @throws IllegalArgumentException if a condition has fewer than 3 blocks
     */
    public BlockIntervals intervals(double[] similarity) {
        return BlockIntervals.of(similarity, condition, block);
    }

    /**
     * Splits whole blocks, {@code ⌊fraction · blocks⌋} of every stratum and set of conditions for training; at least
     * one block of every condition is on either side.
     *
     * @throws IllegalArgumentException if a condition has fewer than 2 blocks
     */
    public Split split(double fraction, RandomStream stream) {
        return Split.draw(this, fraction, stream);
    }

    /**
     * How many labellings the held-out part has, or would have if each set of conditions had so many blocks more.
     *
     * @param trainFraction share of the blocks that trains the head; 0 where all networks are judged
     * @param more blocks more, of the most frequent shape
     */
    public Orbit orbit(double trainFraction, int more) {
        Orbit grown = labellings().orbit().grown(more);
        return trainFraction == 0 ? grown : grown.resized(n -> n - Split.share(trainFraction, n));
    }

    /** Some of the networks, in the given order; conditions keep their order, those without networks are left out. */
    public Design only(int... networks) {
        List<String> kept = IntStream.range(0, conditions.size())
                .filter(c -> Arrays.stream(networks).anyMatch(i -> condition[i] == c))
                .mapToObj(conditions::get)
                .toList();
        return new Design(
                Arrays.stream(networks).mapToObj(names::get).toList(),
                kept,
                Arrays.stream(networks)
                        .map(i -> kept.indexOf(conditions.get(condition[i])))
                        .toArray(),
                numbered(block, networks),
                numbered(stratum, networks),
                numbered(source, networks));
    }

    /** The numbers of some networks, again 0 … without gaps; equal ones stay equal. */
    private static int[] numbered(int[] numbers, int[] networks) {
        int[] distinct =
                Arrays.stream(networks).map(i -> numbers[i]).sorted().distinct().toArray();
        return Arrays.stream(networks)
                .map(i -> Arrays.binarySearch(distinct, numbers[i]))
                .toArray();
    }
}
