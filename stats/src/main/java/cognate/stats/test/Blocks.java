package cognate.stats.test;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A partition of items 0 … n - 1 into blocks within which labels may be exchanged under the hypothesis. */
public final class Blocks {
    private final int size;
    private final int[][] members;

    private Blocks(int size, int[][] members) {
        this.size = size;
        this.members = members;
    }

    /** All items in one block: every permutation is allowed. */
    public static Blocks one(int size) {
        return of(new int[size]);
    }

    /** Items of equal number are in one block; the numbers are 0 … below the number of items. */
    public static Blocks of(int[] blockOfItem) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int item = 0; item < blockOfItem.length; item++) {
            while (lists.size() <= blockOfItem[item]) {
                lists.add(new ArrayList<>());
            }
            lists.get(blockOfItem[item]).add(item);
        }
        int[][] members = lists.stream()
                .filter(list -> !list.isEmpty())
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Blocks(blockOfItem.length, members);
    }

    /** Number of items. */
    public int size() {
        return size;
    }

    /** Number of blocks that have items. */
    public int count() {
        return members.length;
    }

    /** The items of a block, ascending. */
    public int[] members(int block) {
        return members[block].clone();
    }

    /** Permutes the labels in place, uniformly within every block. */
    public void shuffle(int[] labels, RandomStream stream) {
        for (int[] block : members) {
            for (int i = block.length - 1; i > 0; i--) {
                int j = stream.nextInt(i + 1);
                int swap = labels[block[i]];
                labels[block[i]] = labels[block[j]];
                labels[block[j]] = swap;
            }
        }
    }
}
