package cognate.models.layer;

import java.util.ArrayList;
import java.util.List;

/** A network that is in evaluation mode for a while, after which every layer of it is in the mode that it was in. */
public final class EvaluationMode {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Boolean> training = new ArrayList<>();

    private EvaluationMode() {}

    /** Puts the network into evaluation mode; {@link #leave} belongs into a {@code finally}. */
    public static EvaluationMode enter(Layer network) {
        EvaluationMode mode = new EvaluationMode();
        mode.remember(network);
        network.train(false);
        return mode;
    }

    private void remember(Layer layer) {
        layers.add(layer);
        training.add(layer.isTraining());
        layer.layers().forEach(this::remember);
    }

    /** Puts every layer back into its mode. */
    public void leave() {
        for (int i = 0; i < layers.size(); i++) { // a layer before those in it, which it switches too
            layers.get(i).train(training.get(i));
        }
    }
}
