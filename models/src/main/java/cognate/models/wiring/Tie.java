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
}
