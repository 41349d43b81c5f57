package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Chains of views, drawn by chance, against lists of positions. */
class ViewsTest {
    private final RandomStream random = RandomStream.of(11).split("views");

    @Test
    void chainsOfViewsReachTheElementsThatTheyName() {
        for (int i = 0; i < 4000; i++) {
            DrawnView view = DrawnView.draw(random);
            view.indexed.check(view.tensor, view.chain.toString());
        }
    }

    @Test
    void copiesAndSumsGoByIndexWhateverTheStridesOfBoth() {
        for (int i = 0; i < 4000; i++) {
            DrawnView to = DrawnView.draw(random);
            DrawnView from = sameShape(to.indexed.dims);
            String where = to.chain + " from " + from.chain;

            float[] expected = to.tensor.array().clone();
            for (int e = 0; e < to.indexed.positions.length; e++) {
                expected[to.indexed.positions[e]] = from.tensor.array()[from.indexed.positions[e]];
            }
            to.tensor.copyFrom(from.tensor);
            Indexed.assertBits(expected, to.tensor.array(), where);

            expected = to.tensor.array().clone();
            for (int e = 0; e < to.indexed.positions.length; e++) {
                expected[to.indexed.positions[e]] += from.tensor.array()[from.indexed.positions[e]];
            }
            to.tensor.accumulate(from.tensor);
            for (int e = 0; e < expected.length; e++) { // a sum with two NaNs may take the payload of either
                assertEquals(
                        Float.floatToIntBits(expected[e]),
                        Float.floatToIntBits(to.tensor.array()[e]),
                        where);
            }
        }
    }

    /** A view of this shape, of a tensor with its dimensions in another order and longer. */
    private DrawnView sameShape(int[] dims) {
        int rank = dims.length;
        int[] order = random.permutation(rank);
        int[] stored = new int[rank];
        int longer = random.nextInt(2);
        for (int i = 0; i < rank; i++) {
            stored[order[i]] = dims[i] + longer;
        }
        DrawnView view = new DrawnView(random, stored);
        view.tensor = view.tensor.permute(order);
        view.indexed = view.indexed.permute(order);
        for (int i = 0; i < rank; i++) {
            view.tensor = view.tensor.slice(i, longer, dims[i] + longer);
            view.indexed = view.indexed.slice(i, longer, dims[i] + longer);
        }
        return view;
    }

    @Test
    void writesToTheSameStorageReadWhatWasThereBefore() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
        x.copyFrom(x.transpose());
        Indexed.assertBits(new float[] {1, 3, 2, 4}, x.array(), "copy");
        x.accumulate(x.transpose());
        Indexed.assertBits(new float[] {2, 5, 5, 8}, x.array(), "sum");
        Tensor y = Tensor.of(new float[] {1, 2, 3}, 3);
        y.slice(0, 1, 3).accumulate(y.slice(0, 0, 2));
        Indexed.assertBits(new float[] {1, 3, 5}, y.array(), "sum of a shifted view");
    }

    @Test
    void anExpandedTargetTakesTheSumOverRepetitionsInOrder() {
        Tensor sum = Tensor.of(new float[] {1}, 1);
        Tensor terms = Tensor.of(new float[] {1e8f, -1e8f, 1}, 3);
        sum.expand(3).accumulate(terms);
        assertEquals(((1 + 1e8f) - 1e8f) + 1, sum.item());
        Tensor columns = Tensor.zeros(3);
        columns.expand(2, 3).accumulate(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        Indexed.assertBits(new float[] {5, 7, 9}, columns.array(), "columns");
        Tensor rows = Tensor.zeros(2, 1);
        rows.expand(2, 3).accumulate(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        Indexed.assertBits(new float[] {6, 15}, rows.array(), "rows");
    }
}
