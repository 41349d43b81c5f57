package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.AvgPool2d;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Layer;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/** What tests do to convolutional networks. */
public final class Cnns {
    private Cnns() {}

    /**
     * Gives batch normalization, where there is any, parameters and statistics as if trained; evaluation from now on.
     */
    public static void settle(Sequential network) {
        RandomStream random = RandomStream.of(9);
        for (Layer layer : network.layers()) {
            if (layer instanceof BatchNorm) {
                BatchNorm norm = (BatchNorm) layer;
                for (Tensor tensor : List.of(norm.weight(), norm.bias(), norm.runningMean(), norm.runningVariance())) {
                    for (int i = 0; i < tensor.size(); i++) {
                        tensor.array()[i] += random.nextFloat() - 0.5f;
                    }
                }
            }
        }
        network.train(false);
    }

    /**
     * The network whose rectifiers are the identity and whose maximum pooling is average pooling; parameters are
     * shared.
     */
    public static Sequential linearized(Sequential network) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (layer instanceof MaxPool2d) {
                MaxPool2d pool = (MaxPool2d) layer;
                layers.add(new AvgPool2d(pool.size(), pool.stride(), pool.padding()));
            } else if (!(layer instanceof Activation && ((Activation) layer).isPositivelyHomogeneous())) {
                layers.add(layer);
            }
        }
        return new Sequential(layers);
    }
}
