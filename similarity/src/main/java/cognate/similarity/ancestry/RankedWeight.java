package cognate.similarity.ancestry;

import cognate.engine.linalg.Matrix;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;

/** The entries of a weight matrix as whole numbers, with the places that its rows and columns belong to. */
final class RankedWeight {
    private final Tie tie;
    private final float[] ranks;
    private final double norm;
    /** What belongs to each place of the only side that can be relabelled, as a row; null where both can. */
    private final Matrix byPlace;

    /**
     * A weight that can be relabelled.
     *
     * @param ranks row-major
     */
    RankedWeight(Tie tie, float... ranks) {
        this.tie = tie;
        this.ranks = ranks;
        double squares = 0;
        for (float rank : ranks) {
            squares += (double) rank * rank;
        }
        norm = Math.sqrt(squares);
        byPlace = tie.columns() == Space.FIXED ? byRow() : tie.rows() == Space.FIXED ? byColumn() : null;
    }

    private Matrix byRow() {
        int places = tie.rows().size();
        int width = tie.width();
        int gates = ranks.length / width / places;
        Matrix result = Matrix.zeros(places, gates * width);
        for (int row = 0; row < gates * places; row++) {
            int to = (tie.placeOfRow(row) * gates + row / places) * width;
            for (int j = 0; j < width; j++) {
                result.array()[to + j] = ranks[row * width + j];
            }
        }
        return result;
    }

    private Matrix byColumn() {
        int places = tie.columns().size();
        int width = tie.width();
        int rows = ranks.length / width;
        int run = width / places;
        Matrix result = Matrix.zeros(places, rows * run);
        int[] filled = new int[places];
        for (int column = 0; column < width; column++) {
            int place = tie.placeOfColumn(column);
            int to = place * rows * run + filled[place]++ * rows;
            for (int i = 0; i < rows; i++) {
                result.array()[to + i] = ranks[i * width + column];
            }
        }
        return result;
    }

    Tie tie() {
        return tie;
    }

    /** Row-major. */
    float[] ranks() {
        return ranks;
    }

    /** Of the entries as a vector; 0 if all are equal. */
    double norm() {
        return norm;
    }

    /** [places, …]; null where both sides can be relabelled. */
    Matrix byPlace() {
        return byPlace;
    }

    /** The entries with the rows and columns that a relabelling puts there. */
    float[] relabelled(Relabelling relabelling) {
        int[] rowSources = tie.rowSources(relabelling.order());
        double[] rowSigns = tie.rowFactors(relabelling.signs());
        int[] columnSources = tie.columnSources(relabelling.order());
        double[] columnSigns = tie.columnFactors(relabelling.signs());
        int width = columnSources.length;
        float[] signs = new float[width];
        for (int j = 0; j < width; j++) {
            signs[j] = (float) columnSigns[j];
        }
        float[] result = new float[ranks.length];
        for (int i = 0; i < rowSources.length; i++) {
            int from = rowSources[i] * width;
            float sign = (float) rowSigns[i];
            for (int j = 0; j < width; j++) {
                result[i * width + j] = sign * signs[j] * ranks[from + columnSources[j]];
            }
        }
        return result;
    }
}
