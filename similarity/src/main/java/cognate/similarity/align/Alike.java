package cognate.similarity.align;

import cognate.engine.tensor.Shape;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import java.util.List;

/** The check that two networks have the same layers, so that their units can be matched. */
final class Alike {
    private Alike() {}

    /**
     * Refuses networks that differ.
     *
     * @throws IllegalArgumentException if layers or shapes of weights differ, or there is batch normalization inside
     */
    static void check(Sequential a, Sequential b) {
        checkLayers(a, b);
        if (a.folded() != a) {
            throw new IllegalArgumentException("alignment: expected batch normalization to be folded, found " + a);
        }
    }

    private static void checkLayers(Layer a, Layer b) {
        if (a.getClass() != b.getClass()) {
            throw new IllegalArgumentException("alignment: expected layers of one kind, found " + a + " and " + b);
        }
        List<Layer> layersA = a.layers();
        List<Layer> layersB = b.layers();
        if (layersA.size() != layersB.size()) {
            throw new IllegalArgumentException(
                    "alignment: expected as many layers, found " + layersA.size() + " and " + layersB.size());
        }
        for (int i = 0; i < layersA.size(); i++) {
            checkLayers(layersA.get(i), layersB.get(i));
        }
        if (layersA.isEmpty()) {
            checkWeights(a, b);
        }
    }

    private static void checkWeights(Layer a, Layer b) {
        if (!a.parameters().keySet().equals(b.parameters().keySet())) {
            throw new IllegalArgumentException("alignment: expected layers of one kind, found " + a + " and " + b);
        }
        a.parameters().forEach((name, parameter) -> {
            Shape other = b.parameters().get(name).shape();
            if (!parameter.shape().equals(other)) {
                throw new IllegalArgumentException(
                        "alignment: expected weights of one shape, found " + parameter.shape() + " and " + other);
            }
        });
    }
}
