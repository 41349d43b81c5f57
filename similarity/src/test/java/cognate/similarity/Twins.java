package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Networks with the function of another one: of linear layers and convolutions, with anything homogeneous in between.
 */
public final class Twins {
    private Twins() {}

    /** Hidden units and channels in another order. */
    public static Sequential permuted(Sequential network, RandomStream random) {
        return changed(network, random, true, false);
    }

    /** Hidden units and channels multiplied by factors between 1/8 and 8. */
    public static Sequential rescaled(Sequential network, RandomStream random) {
        return changed(network, random, false, true);
    }

    private static Sequential changed(Sequential network, RandomStream random, boolean permute, boolean rescale) {
        List<Layer> layers = new ArrayList<>(network.layers());
        int last = layers.size() - 1;
        int[] inputs = null;
        double[] inputScale = null;
        for (int i = 0; i <= last; i++) {
            if (!layers.get(i).parameters().isEmpty()) {
                Tensor weight = layers.get(i).parameters().get("weight").value();
                int units = weight.dim(0);
                int[] order = permute && i < last
                        ? random.permutation(units)
                        : IntStream.range(0, units).toArray();
                double[] scale = new double[units];
                for (int u = 0; u < units; u++) {
                    scale[u] = rescale && i < last ? StrictMath.pow(8, 2 * random.nextDouble() - 1) : 1;
                }
                layers.set(i, changed(layers.get(i), order, scale, inputs, inputScale));
                inputs = order;
                inputScale = scale;
            }
        }
        return new Sequential(layers);
    }

    private static Layer changed(Layer layer, int[] order, double[] scale, int[] inputs, double[] inputScale) {
        Tensor from = layer.parameters().get("weight").value();
        Tensor fromBias = layer.parameters().get("bias").value();
        Tensor weight = Tensor.zeros(from.shape());
        Tensor bias = Tensor.zeros(fromBias.shape());
        int row = from.size() / order.length;
        int run = inputs == null ? row : row / inputs.length;
        for (int u = 0; u < order.length; u++) {
            for (int j = 0; j < row; j++) {
                int column = inputs == null ? j : inputs[j / run] * run + j % run;
                double divisor = inputs == null ? 1 : inputScale[j / run];
                weight.array()[u * row + j] =
                        (float) (from.array()[from.offset() + order[u] * row + column] * scale[u] / divisor);
            }
            bias.set((float) (fromBias.get(order[u]) * scale[u]), u);
        }
        if (layer instanceof Conv2d) {
            Conv2d conv = (Conv2d) layer;
            return new Conv2d(weight, bias, conv.stride(), conv.padding(), conv.dilation());
        }
        return new Linear(weight, bias);
    }
}
