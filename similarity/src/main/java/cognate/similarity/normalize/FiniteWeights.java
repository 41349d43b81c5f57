package cognate.similarity.normalize;

import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;

/** The check that a network has only numbers for weights. */
public final class FiniteWeights {
    private FiniteWeights() {}

    /**
     * Returns the network if all its parameters and buffers are finite.
     *
     * @throws IllegalArgumentException if one is not; the message names the tensor
     */
    public static Sequential check(Sequential network) {
        network.state().forEach(FiniteWeights::check);
        return network;
    }

    private static void check(String name, Tensor tensor) {
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        name + ": expected finite values, found " + values[i] + " at element " + i);
            }
        }
    }
}
