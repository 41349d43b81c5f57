package cognate.models.train;

import cognate.engine.tensor.Shape;
import cognate.models.layer.Activation;
import java.util.List;

/**
 * What is said of networks whose checkpoints do not say how they were built; each may be null, for not known.
 *
 * @param model their specification, as {@link cognate.models.layer.Architecture} reads it
 * @param activation the nonlinearity between layers; rectifiers, and tanh inside plain recurrent layers, if null
 * @param input shape of one example
 * @param layers the names of their layers with weights, in order; such a list says that they are a chain
 */
public record Hints(String model, Activation.Kind activation, Shape input, List<String> layers) {
    /** Nothing is said. */
    public static final Hints NONE = new Hints(null, null, null, null);

    /** With this input, where none is said. */
    public Hints orInput(Shape other) {
        return input != null ? this : new Hints(model, activation, other, layers);
    }
}
