package cognate.models.wiring;

import cognate.engine.tensor.Tensor;

/**
 * A tensor and the units it belongs to, read as a matrix [rows, columns] by its first dimension and all others. Row
 * {@code g · n + i} belongs to unit i of the n of {@link #rows}, for each of several gates g. Of the columns equally
 * many belong to each unit of {@link #columns}: neighbours (taps, pixels), or, of spaces {@linkplain Space#perStep per
 * step}, every n-th. A vector belongs to the rows alone.
 *
 * @param name of the tensor in its network, as {@code 2.weight}
 * @param tensor or a view of it with other strides; what is written to it changes the network
 * @param rows the units that it gives to; {@link Space#FIXED} where these are outputs
 * @param columns the units that it takes in; {@link Space#FIXED} where these are inputs; null of a vector
 */
public record Tie(String name, Tensor tensor, Space rows, Space columns) {
    Tie between(Space givenTo, Space takenFrom) {
        return new Tie(name, tensor, givenTo, takenFrom);
    }

    /** Whether there are no columns: a bias, or what normalizes a unit. */
    public boolean isVector() {
        return columns == null;
    }

    /** Number of columns of the matrix. */
    public int width() {
        return tensor.size() / tensor.dim(0);
    }

    /** The place in {@link #rows} of a row's unit; -1 of fixed ones. */
    public int placeOfRow(int row) {
        return rows == Space.FIXED ? -1 : row % rows.size();
    }

    /** The place in {@link #columns} of a column's unit; -1 of fixed ones and of vectors. */
    public int placeOfColumn(int column) {
        if (columns == null || columns == Space.FIXED) {
            return -1;
        }
        return columns.isPerStep() ? column % columns.size() : column / (width() / columns.size());
    }

    /** The unit of a row; -1 where it is fixed. */
    public int unitOfRow(int row) {
        int place = placeOfRow(row);
        return place < 0 ? -1 : rows.unit(place);
    }

    /** The unit of a column; -1 where it is fixed. */
    public int unitOfColumn(int column) {
        int place = placeOfColumn(column);
        return place < 0 ? -1 : columns.unit(place);
    }

    /** For every row the one that comes there, when unit u becomes what unit {@code order[u]} was. */
    public int[] rowSources(int... order) {
        int[] places = rows.sources(order);
        int n = places.length;
        int[] sources = new int[tensor.dim(0)];
        for (int row = 0; row < sources.length; row++) {
            sources[row] = n == 0 ? row : row - row % n + places[row % n];
        }
        return sources;
    }

    /** As {@link #rowSources}, of the columns. */
    public int[] columnSources(int... order) {
        int[] places = columns == null ? new int[0] : columns.sources(order);
        int n = places.length;
        int[] sources = new int[width()];
        int run = n == 0 ? 1 : columns.isPerStep() ? 1 : sources.length / n;
        for (int column = 0; column < sources.length; column++) {
            int place = placeOfColumn(column);
            sources[column] = place < 0 ? column : column + (places[place] - place) * run;
        }
        return sources;
    }

    /** What each row is multiplied by, when unit u is multiplied by {@code factors[u]}. */
    public double[] rowFactors(double... factors) {
        double[] result = new double[tensor.dim(0)];
        for (int row = 0; row < result.length; row++) {
            int unit = unitOfRow(row);
            result[row] = unit < 0 ? 1 : factors[unit];
        }
        return result;
    }

    /** What each column is divided by. */
    public double[] columnFactors(double... factors) {
        double[] result = new double[width()];
        for (int column = 0; column < result.length; column++) {
            int unit = unitOfColumn(column);
            result[column] = unit < 0 ? 1 : factors[unit];
        }
        return result;
    }
}
