package cognate.models.data;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A classification problem within a data set: some of its classes.
 *
 * @param name what it is called, in folders and files too, as {@code 0v1}
 * @param classes their numbers in the data set; the label of the first is 0 in the task, and so on
 */
public record Task(String name, List<Integer> classes) {
    /**
     * The examples of this task's classes under its labels: of the test part all, of the training part at most
     * {@code most}, chosen at random but the same in every call.
     *
     * @throws IllegalArgumentException if {@code most} is below 1, or one of the classes has no examples in a part
     */
    public Split select(Split split, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("examples: expected at least 1 a task, found " + most);
        }
        int[] train = members(split.train(), "training");
        if (most < train.length) {
            RandomStream random = RandomStream.of(0).split("examples").split(classes.toString());
            int[] order = random.permutation(train.length);
            int[] all = train;
            train = Arrays.stream(order, 0, most).sorted().map(i -> all[i]).toArray();
        }
        return new Split(view(split.train(), train), view(split.test(), members(split.test(), "test")));
    }

    /** As {@link #select(Split, int)}, with all examples. */
    public Split select(Split split) {
        return select(split, Integer.MAX_VALUE);
    }

    private int[] members(Dataset data, String part) {
        int[] members = new int[data.size()];
        if (data.labelsPerExample() > 1) { // such a set has only the task of all classes
            Arrays.setAll(members, i -> i);
            return members;
        }
        int[] counts = new int[data.classes()];
        int count = 0;
        for (int i = 0; i < members.length; i++) {
            if (classes.contains(data.label(i))) {
                members[count++] = i;
                counts[data.label(i)]++;
            }
        }
        for (int c : classes) {
            if (counts[c] == 0) {
                throw new IllegalArgumentException("task " + name + ": expected examples of class "
                        + data.classNames().get(c) + " in the " + part + " part of " + data.name() + ", found none");
            }
        }
        return Arrays.copyOf(members, count);
    }

    private Dataset view(Dataset data, int... members) {
        Dataset subset = data.subset(members);
        int[] numbers = classes.stream().mapToInt(c -> c).toArray();
        boolean all = Arrays.equals(numbers, IntStream.range(0, data.classes()).toArray());
        return all ? subset : new ClassView(subset, numbers);
    }
}
