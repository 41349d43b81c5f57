package cognate.models.wiring;

import cognate.engine.tensor.Tensor;

/**
 * Moves and rescales the units of a network. Unit u becomes {@code factors[u]} times what unit {@code order[u]} was:
 * its rows and its elements of vectors are multiplied, its columns divided, in double precision and rounded once.
 */
public final class UnitTransform {
    private UnitTransform() {}

    /**
     * Changes the tensors of a wiring in place.
     *
     * @param order [units]: a permutation of the numbers, which moves units within their groups only
     * @param factors [units], none 0
     */
    public static void apply(Wiring wiring, int[] order, double[] factors) {
        wiring.ties().forEach(tie -> apply(tie, order, factors));
    }

    private static void apply(Tie tie, int[] order, double... factors) {
        Tensor tensor = tie.tensor();
        float[] old = tensor.toArray();
        float[] result = new float[old.length];
        int width = tie.width();
        int[] rows = tie.rowSources(order);
        int[] columns = tie.columnSources(order);
        double[] up = tie.rowFactors(factors);
        double[] down = tie.columnFactors(factors);
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < width; c++) {
                result[r * width + c] = (float) (old[rows[r] * width + columns[c]] * up[r] / down[c]);
            }
        }
        tensor.copyFrom(Tensor.of(result, tensor.shape().toArray()));
    }
}
