package cognate.models.data;

import cognate.engine.random.RandomStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The two parts of a data set.
 *
 * @param train what networks are fitted to
 * @param test what they are judged by
 */
public record Split(Dataset train, Dataset test) {
    /** The same view of both parts. */
    public Split map(UnaryOperator<Dataset> view) {
        return new Split(view.apply(train), view.apply(test));
    }

    /** This split with the classes only that occur in one of its parts, in their order. */
    Split occurring() {
        if (train.labelsPerExample() > 1) {
            return this;
        }
        boolean[] seen = new boolean[train.classes()];
        for (Dataset part : List.of(train, test)) {
            for (int i = 0; i < part.size(); i++) {
                seen[part.label(i)] = true;
            }
        }
        int[] classes = IntStream.range(0, seen.length).filter(c -> seen[c]).toArray();
        return classes.length == seen.length ? this : map(part -> new ClassView(part, classes));
    }

    /**
     * Splits a set that has no test part of its own: of every class the same fraction, rounded, but at least one
     * example on either side where it has two. The choice depends on nothing but the labels and the fraction.
     */
    static Split stratified(Dataset all, double testFraction) {
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new IllegalArgumentException(
                    "test fraction: expected a number between 0 and 1, found " + testFraction);
        }
        int[] counts = new int[all.classes()];
        for (int i = 0; i < all.size(); i++) {
            counts[all.label(i)]++;
        }
        int[] wanted = new int[counts.length];
        for (int c = 0; c < counts.length; c++) {
            int rounded = (int) Math.round(counts[c] * testFraction);
            wanted[c] = counts[c] < 2 ? 0 : Math.max(1, Math.min(counts[c] - 1, rounded));
        }
        boolean[] inTest = new boolean[all.size()];
        int tests = 0;
        for (int i : RandomStream.of(0).split("test part").permutation(all.size())) {
            if (wanted[all.label(i)]-- > 0) {
                inTest[i] = true;
                tests++;
            }
        }
        int[] train = new int[all.size() - tests];
        int[] test = new int[tests];
        for (int i = 0, a = 0, b = 0; i < inTest.length; i++) {
            if (inTest[i]) {
                test[b++] = i;
            } else {
                train[a++] = i;
            }
        }
        return new Split(all.subset(train), all.subset(test));
    }
}
