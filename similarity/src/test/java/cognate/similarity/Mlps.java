package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Networks that tests compare. */
public final class Mlps {
    private Mlps() {}

    /** The network 4-5-6-3 of the seed 42, whose numbers follow on matrices of sizes 60×5, 3×7 and 60×7. */
    public static Sequential reference(Activation.Kind kind) {
        return of(new Lcg(42).skip(60 * 5 + 3 * 7 + 60 * 7), kind);
    }

    /** The network 4-5-6-3 of another seed. */
    public static Sequential other(Activation.Kind kind) {
        return of(new Lcg(43), kind);
    }

    private static Sequential of(Lcg lcg, Activation.Kind kind) {
        Tensor w1 = lcg.tensor(5, 4);
        Tensor w2 = lcg.tensor(6, 5);
        Tensor w3 = lcg.tensor(3, 6);
        return new Sequential(
                new Linear(w1, lcg.tensor(5)),
                new Activation(kind),
                new Linear(w2, lcg.tensor(6)),
                new Activation(kind),
                new Linear(w3, lcg.tensor(3)));
    }

    /** An untrained network of a specification. */
    public static Sequential random(String model, int inputs, int classes, long seed) {
        return Architecture.of(model, Shape.of(inputs), classes).build(RandomStream.of(seed));
    }

    /** The same function with its hidden units in another order. */
    public static Sequential permuted(Sequential network, RandomStream random) {
        return hidden(network, random, true, false);
    }

    /** The same function, of rectifiers, with its hidden units multiplied by factors between 1/8 and 8. */
    public static Sequential rescaled(Sequential network, RandomStream random) {
        return hidden(network, random, false, true);
    }

    private static Sequential hidden(Sequential network, RandomStream random, boolean permute, boolean rescale) {
        List<Tensor> weights = new ArrayList<>();
        network.parameters().values().forEach(parameter -> weights.add(parameter.value()));
        int[] inputs = identity(weights.get(0).dim(1));
        double[] inputScale = ones(inputs.length);
        List<Layer> layers = new ArrayList<>(network.layers());
        for (int i = 0, at = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Linear) {
                Linear linear = (Linear) layers.get(i);
                int units = linear.weight().dim(0);
                boolean last = ++at == weights.size() / 2;
                int[] order = permute && !last ? random.permutation(units) : identity(units);
                double[] scale = ones(units);
                for (int u = 0; rescale && !last && u < units; u++) {
                    scale[u] = StrictMath.pow(8, 2 * random.nextDouble() - 1);
                }
                layers.set(i, changed(linear, order, scale, inputs, inputScale));
                inputs = order;
                inputScale = scale;
            }
        }
        return new Sequential(layers);
    }

    private static Linear changed(Linear linear, int[] order, double[] scale, int[] inputs, double[] inputScale) {
        Tensor weight = Tensor.zeros(linear.weight().shape());
        Tensor bias = Tensor.zeros(linear.bias().shape());
        for (int u = 0; u < order.length; u++) {
            for (int j = 0; j < inputs.length; j++) {
                weight.set((float) (linear.weight().get(order[u], inputs[j]) * scale[u] / inputScale[j]), u, j);
            }
            bias.set((float) (linear.bias().get(order[u]) * scale[u]), u);
        }
        return new Linear(weight, bias);
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
