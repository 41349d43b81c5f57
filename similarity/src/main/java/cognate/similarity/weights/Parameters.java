package cognate.similarity.weights;

import cognate.autograd.Parameter;
import cognate.models.layer.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The parameters of a layer or a whole network as one vector: in network order, each layer's weight, then its bias. */
final class Parameters {
    private Parameters() {}

    static double[] vector(Layer layer) {
        Collection<Parameter> parameters = layer.parameters().values();
        double[] vector =
                new double[parameters.stream().mapToInt(p -> p.value().size()).sum()];
        int at = 0;
        for (Parameter parameter : parameters) {
            for (float value : parameter.value().toArray()) {
                vector[at++] = value;
            }
        }
        return vector;
    }

    /** The shapes of all parameters in order: vectors can be compared where these are equal. */
    static List<Object> shapes(Layer layer) {
        List<Object> shapes = new ArrayList<>();
        layer.parameters().values().forEach(parameter -> shapes.add(parameter.shape()));
        return shapes;
    }
}
