package cognate.engine.linalg;

import java.util.Arrays;

/**
 * The linear assignment of least cost: every row, or every column of a tall matrix, gets a partner of its own so that
 * the sum of the chosen elements is least. By augmenting row reduction and shortest augmenting paths (Jonker, Volgenant
 * 1987). Which of several least assignments is found depends on the costs alone.
 */
public final class Assignment {
    private final int[] columnOfRow;
    private final double cost;

    private Assignment(int[] columnOfRow, double cost) {
        this.columnOfRow = columnOfRow;
        this.cost = cost;
    }

    public static Assignment of(Matrix cost) {
        cost.checkFinite("assignment");
        boolean tall = cost.rows() > cost.columns();
        Matrix scaled = Scaled.of(cost).matrix();
        int[] partners = new ShortestPaths(tall ? scaled.transpose() : scaled).solve();
        if (tall) {
            int[] rows = partners;
            partners = new int[cost.rows()];
            Arrays.fill(partners, -1);
            for (int j = 0; j < rows.length; j++) {
                partners[rows[j]] = j;
            }
        }
        double sum = 0;
        for (int i = 0; i < partners.length; i++) {
            sum += partners[i] < 0 ? 0 : cost.get(i, partners[i]);
        }
        return new Assignment(partners, sum);
    }

    /** The column of each row; -1 for the rows of a tall matrix that stay alone. */
    public int[] columns() {
        return columnOfRow.clone();
    }

    /** The sum of the chosen elements. */
    public double cost() {
        return cost;
    }
}
