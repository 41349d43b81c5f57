package cognate.similarity.normalize;

import cognate.engine.tensor.Tensor;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/**
 * Batch normalization in evaluation is an affine map of each channel: {@code y = (x − μ) γ / √(σ² + ε) + β}. It can be
 * made a part of the linear layer or convolution before it: {@code W ← W γ / √(σ² + ε)}, {@code b ← (b − μ) γ / √(σ² +
 * ε) + β}.
 */
public final class BatchNormFolding {
    private BatchNormFolding() {}

    /**
     * The network that computes in evaluation what this one does, without batch normalization; the network itself if it
     * has none. Layers that are not folded into are shared.
     *
     * @throws IllegalArgumentException if one follows neither a linear layer nor a convolution
     */
    public static Sequential fold(Sequential network) {
        if (network.layers().stream().noneMatch(layer -> layer instanceof BatchNorm)) {
            return network;
        }
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            int last = layers.size() - 1;
            if (!(layer instanceof BatchNorm)) {
                layers.add(layer);
            } else if (last >= 0 && layers.get(last) instanceof Linear) {
                Linear linear = (Linear) layers.get(last);
                Tensor weight = linear.weight().copy();
                layers.set(last, new Linear(weight, fold(weight, linear.bias(), (BatchNorm) layer)));
            } else if (last >= 0 && layers.get(last) instanceof Conv2d) {
                Conv2d conv = (Conv2d) layers.get(last);
                Tensor weight = conv.weight().copy();
                Tensor bias = fold(weight, conv.bias(), (BatchNorm) layer);
                layers.set(last, new Conv2d(weight, bias, conv.stride(), conv.padding(), conv.dilation()));
            } else {
                throw new IllegalArgumentException(
                        "batch normalization: expected a linear layer or a convolution before " + layer + ", found "
                                + (last < 0 ? "none" : layers.get(last)));
            }
        }
        return new Sequential(layers);
    }

    /** Changes the weight in place and returns the new bias. */
    private static Tensor fold(Tensor weight, Tensor bias, BatchNorm norm) {
        Tensor folded = Tensor.zeros(weight.dim(0));
        int row = weight.size() / weight.dim(0);
        for (int i = 0; i < weight.dim(0); i++) {
            double deviation = Math.sqrt(norm.runningVariance().get(i) + (double) norm.epsilon());
            double factor = norm.weight().get(i) / deviation;
            for (int j = i * row; j < (i + 1) * row; j++) {
                weight.array()[j] = (float) (weight.array()[j] * factor);
            }
            double centred = (bias == null ? 0 : bias.get(i))
                    - (double) norm.runningMean().get(i);
            folded.set((float) (centred * factor + norm.bias().get(i)), i);
        }
        return folded;
    }
}
