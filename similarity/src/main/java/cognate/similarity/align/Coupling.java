package cognate.similarity.align;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;

/**
 * One weight or bias of two networks of one architecture, as matrices whose rows and columns belong to groups of units
 * that can be permuted: row {@code g · units + i} is gate g of unit i, columns {@code j · run … (j + 1) · run - 1} take
 * in unit j (the taps of a filter, the pixels of a channel).
 */
final class Coupling {
    private final Matrix a;
    private final Matrix b;
    private final int rowGroup;
    private final int columnGroup;
    private final int rowUnits;
    private final int run;
    private final Tensor tensor;
    /** Products that no order changes. */
    private Matrix fixedIncoming;

    private Matrix fixedOutgoing;

    /** Of a weight of A, with its place, and B's tensor. */
    Coupling(UnitGroups.Weight weight, Tensor b) {
        this.a = Matrix.of(weight.values().flatten());
        this.b = Matrix.of(b.flatten());
        this.rowGroup = weight.rowGroup();
        this.columnGroup = weight.columnGroup();
        this.rowUnits = weight.rowUnits();
        this.run = this.a.columns() / weight.columnUnits();
        this.tensor = b;
    }

    /** The group whose units the rows belong to. */
    int rowGroup() {
        return rowGroup;
    }

    /** The group whose units the columns take in. */
    int columnGroup() {
        return columnGroup;
    }

    /** B with its units in a new order: unit i is B's unit {@code order[i]}; null leaves rows or columns alone. */
    private Matrix permuted(int[] rowOrder, int[] columnOrder) {
        int columns = b.columns();
        Matrix result = Matrix.zeros(b.rows(), columns);
        for (int i = 0; i < b.rows(); i++) {
            int row = (rowOrder == null ? i : i - i % rowUnits + rowOrder[i % rowUnits]) * columns;
            if (columnOrder == null) {
                System.arraycopy(b.array(), row, result.array(), i * columns, columns);
            } else {
                for (int j = 0; j < columnOrder.length; j++) {
                    int from = row + columnOrder[j] * run;
                    System.arraycopy(b.array(), from, result.array(), i * columns + j * run, run);
                }
            }
        }
        return result;
    }

    /** The inner products of what comes in to every unit of A and of B, whose columns are in {@code columnOrder}. */
    Matrix incoming(int[] columnOrder) {
        if (columnOrder != null) {
            return incomingProducts(columnOrder);
        }
        if (fixedIncoming == null) {
            fixedIncoming = incomingProducts(null);
        }
        return fixedIncoming;
    }

    private Matrix incomingProducts(int[] columnOrder) {
        Matrix other = permuted(null, columnOrder);
        Matrix products = Matrix.zeros(rowUnits, rowUnits);
        for (int from = 0; from < a.rows(); from += rowUnits) {
            Matrix gate = a.block(from, from + rowUnits, 0, a.columns());
            add(products, gate.timesTranspose(other.block(from, from + rowUnits, 0, a.columns())));
        }
        return products;
    }

    /** The inner products of what goes out of every unit of A and of B, whose rows are in {@code rowOrder}. */
    Matrix outgoing(int[] rowOrder) {
        if (rowOrder != null) {
            return outgoingProducts(rowOrder);
        }
        if (fixedOutgoing == null) {
            fixedOutgoing = outgoingProducts(null);
        }
        return fixedOutgoing;
    }

    private Matrix outgoingProducts(int[] rowOrder) {
        return byColumnUnit(a).timesTranspose(byColumnUnit(permuted(rowOrder, null)));
    }

    /** [units, rows · run]. */
    private Matrix byColumnUnit(Matrix matrix) {
        if (run == 1) {
            return matrix.transpose();
        }
        Matrix result = Matrix.zeros(matrix.columns() / run, matrix.rows() * run);
        for (int i = 0; i < matrix.rows(); i++) {
            for (int unit = 0; unit < result.rows(); unit++) {
                int from = i * matrix.columns() + unit * run;
                System.arraycopy(matrix.array(), from, result.array(), unit * result.columns() + i * run, run);
            }
        }
        return result;
    }

    /** {@code sum += term}. */
    static void add(Matrix sum, Matrix term) {
        for (int i = 0; i < sum.array().length; i++) {
            sum.array()[i] += term.array()[i];
        }
    }

    /** The inner product of A and the permuted B. */
    double agreement(int[] rowOrder, int[] columnOrder) {
        Matrix other = permuted(rowOrder, columnOrder);
        double sum = 0;
        for (int i = 0; i < a.array().length; i++) {
            sum = Math.fma(a.array()[i], other.array()[i], sum);
        }
        return sum;
    }

    /** Writes the permuted B to its tensor. */
    void write(int[] rowOrder, int[] columnOrder) {
        tensor.copyFrom(permuted(rowOrder, columnOrder).toTensor().reshape(tensor.shape()));
    }
}
