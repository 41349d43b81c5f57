package cognate.similarity.normalize;

import cognate.autograd.Parameter;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Embedding;
import cognate.models.layer.Gru;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Lstm;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import java.util.Map;
import java.util.stream.Collectors;

/** Layers with parameters of their own. */
public final class LayerCopy {
    private LayerCopy() {}

    /** A network that computes the same with copies of all parameters. */
    public static Sequential of(Sequential network) {
        return new Sequential(network.layers().stream().map(LayerCopy::of).collect(Collectors.toList()));
    }

    /** A layer that computes the same with a copy of the parameters; the layer itself if it has none. */
    public static Layer of(Layer layer) {
        if (layer instanceof Linear) {
            Linear linear = (Linear) layer;
            return new Linear(linear.weight().copy(), copy(linear.bias()));
        }
        if (layer instanceof Conv2d) {
            Conv2d conv = (Conv2d) layer;
            return new Conv2d(conv.weight().copy(), copy(conv.bias()), conv.stride(), conv.padding(), conv.dilation());
        }
        if (layer instanceof Recurrent) {
            return filled(like((Recurrent) layer), layer.parameters());
        }
        if (layer instanceof Embedding) {
            Tensor weight = layer.parameters().get("weight").value();
            return filled(new Embedding(weight.dim(0), weight.dim(1), RandomStream.of(0)), layer.parameters());
        }
        if (layer.parameters().isEmpty()) {
            return layer;
        }
        throw new IllegalArgumentException("normalize: expected a layer that can be copied, found " + layer);
    }

    private static Tensor copy(Tensor tensor) {
        return tensor == null ? null : tensor.copy();
    }

    private static Recurrent like(Recurrent layer) {
        RandomStream any = RandomStream.of(0);
        if (layer instanceof Rnn) {
            return new Rnn(layer.in(), layer.hidden(), layer.depth(), ((Rnn) layer).isRelu(), any);
        }
        return layer instanceof Lstm
                ? new Lstm(layer.in(), layer.hidden(), layer.depth(), any)
                : new Gru(layer.in(), layer.hidden(), layer.depth(), any);
    }

    private static Layer filled(Layer layer, Map<String, Parameter> source) {
        layer.parameters()
                .forEach((name, parameter) ->
                        parameter.value().copyFrom(source.get(name).value()));
        return layer;
    }
}
