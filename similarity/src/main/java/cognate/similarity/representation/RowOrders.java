package cognate.similarity.representation;

import cognate.engine.random.RandomStream;
import java.util.Arrays;

/**
 * Random orders of the inputs, for the null of a measure: under the hypothesis that X and Y have nothing to do with one
 * another, any order of the rows of Y is as likely as the one that was seen (Gröger et al. 2026). Number 0 is the order
 * that was seen, {@code 1 … count} are drawn, each from a stream of its own. Equal seeds give equal orders, so that all
 * measures and layers of one report are shuffled alike.
 */
public final class RowOrders {
    private final int[][] orders;

    private RowOrders(int[][] orders) {
        this.orders = orders;
    }

    /** So many orders of {@code inputs}; {@code count} of at least 1 without the one that was seen. */
    public static RowOrders of(int inputs, int count, long seed) {
        if (inputs < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "row orders: at least 1 input and 1 order, found " + inputs + " and " + count);
        }
        RandomStream stream = RandomStream.of(seed).split("row orders");
        int[][] orders = new int[count + 1][];
        orders[0] = new int[inputs];
        Arrays.setAll(orders[0], i -> i);
        for (int k = 1; k <= count; k++) {
            orders[k] = stream.split(k).permutation(inputs);
        }
        return new RowOrders(orders);
    }

    /** How many were drawn. */
    public int count() {
        return orders.length - 1;
    }

    /** The number of inputs. */
    public int inputs() {
        return orders[0].length;
    }

    /**
     * Order k of a matrix whose rows are the inputs, or, {@code rows / inputs} one after the other, the pixels or steps
     * of each: the rows of one input belong together and move together.
     *
     * @throws IllegalArgumentException if the inputs have not as many rows each
     */
    public int[] order(int k, int rows) {
        int[] inputs = orders[k];
        if (rows % inputs.length != 0) {
            throw new IllegalArgumentException(
                    "row orders: as many rows of each of " + inputs.length + " inputs, found " + rows + " rows");
        }
        int block = rows / inputs.length;
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = inputs[i / block] * block + i % block;
        }
        return order;
    }
}
