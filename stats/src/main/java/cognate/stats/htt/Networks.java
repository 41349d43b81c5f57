package cognate.stats.htt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is known of the networks under test: their names, the condition each was trained under, and, where conditions
 * share seeds on purpose, the block (the seed) each belongs to. Conditions keep the order of their first appearance.
 */
public final class Networks {
    private final List<String> names;
    private final List<String> conditions;
    private final int[] condition;
    private final int[] block;
    private final boolean blocked;

    private Networks(List<String> names, List<String> conditions, int[] condition, int[] block, boolean blocked) {
        this.names = names;
        this.conditions = conditions;
        this.condition = condition;
        this.block = block;
        this.blocked = blocked;
    }

    /** Independent networks: a name and a condition each. */
    public static Networks of(List<String> names, List<String> conditionOfNetwork) {
        check(names, conditionOfNetwork, "conditions");
        List<String> conditions = new ArrayList<>();
        int[] condition = number(conditionOfNetwork, conditions);
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("htt: at least 2 conditions, found " + conditions);
        }
        return new Networks(
                List.copyOf(names),
                Collections.unmodifiableList(conditions),
                condition,
                new int[condition.length],
                false);
    }

    /** The same networks in blocks: labels are exchangeable only within a block, and a block is never split. */
    public Networks inBlocks(List<String> blockOfNetwork) {
        check(names, blockOfNetwork, "blocks");
        int[] block = number(blockOfNetwork, new ArrayList<>());
        boolean exchangeable = false;
        int[] previous = new int[size()]; // condition of the block's network before, plus 1
        for (int i = 0; i < size(); i++) {
            exchangeable |= previous[block[i]] != 0 && previous[block[i]] != condition[i] + 1;
            previous[block[i]] = condition[i] + 1;
        }
        if (!exchangeable) {
            throw new IllegalArgumentException("htt: a block with networks of 2 conditions, found none");
        }
        return new Networks(names, conditions, condition, block, true);
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

    /** The number of a network's block; 0 for all where there are no blocks. */
    public int block(int network) {
        return block[network];
    }

    /** Whether labels are exchangeable within blocks only. */
    public boolean blocked() {
        return blocked;
    }

    /** Some of the networks, which must be of at least 2 conditions, in the given order. */
    Networks only(int[] networks) {
        Networks some = of(
                Arrays.stream(networks).mapToObj(names::get).toList(),
                Arrays.stream(networks)
                        .mapToObj(i -> conditions.get(condition[i]))
                        .toList());
        return new Networks(some.names, some.conditions, some.condition, blocksOf(networks), blocked);
    }

    /** The numbers of the conditions of some networks. */
    int[] conditionsOf(int[] networks) {
        return select(condition, networks);
    }

    /** The numbers of the blocks of some networks. */
    int[] blocksOf(int[] networks) {
        return select(block, networks);
    }

    private static int[] select(int[] values, int[] networks) {
        int[] result = new int[networks.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[networks[i]];
        }
        return result;
    }
}
