package cognate.similarity;

import cognate.autograd.ConvOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.BatchNorm2d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.Initialization;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.ResidualBlock;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Residual networks of three stages for images [3, h, w], batch-normalized, with statistics that are not the start's.
 */
public final class Residuals {
    /** Shortcut to more channels without parameters: every second pixel, the new channels zero. */
    private static final class Padded extends Layer {
        private final Tensor weight;
        private final int before;

        Padded(int in, int out, int before) {
            this.before = before;
            weight = Tensor.zeros(out, in, 1, 1);
            for (int i = 0; i < in; i++) {
                weight.set(1, before + i, i, 0, 0);
            }
        }

        @Override
        public Variable forward(Tape tape, Variable x) {
            return ConvOps.conv2d(tape, x, tape.constant(weight), null, 2, 0, 1);
        }

        @Override
        public Space wire(Wiring wiring, Space in) {
            return wiring.pad(in, before, weight.dim(0) - weight.dim(1) - before);
        }

        @Override
        public Layer copy() {
            return this; // it has no state
        }
    }

    private Residuals() {}

    /**
     * A network with 10 outputs.
     *
     * @param padded whether shortcuts to more channels are padded, or else projected
     * @param blocks in each stage
     * @param width channels of the first stage, of the others twice and four times as many
     */
    public static Sequential of(boolean padded, int blocks, int width, long seed) {
        RandomStream random = RandomStream.of(seed).split("residual");
        List<Layer> layers = new ArrayList<>();
        layers.add(conv(3, width, 3, 1, random.split("stem")));
        layers.add(new BatchNorm2d(width));
        layers.add(new Activation(Activation.Kind.RELU));
        int in = width;
        for (int stage = 0; stage < 3; stage++) {
            for (int block = 0; block < blocks; block++) {
                int out = width << stage;
                layers.add(block(padded, in, out, random.split(stage).split(block)));
                in = out;
            }
        }
        layers.add(new GlobalAvgPool2d());
        layers.add(new Linear(in, 10, true, random.split("head")));
        Sequential network = new Sequential(layers);
        network.state().forEach((name, tensor) -> {
            RandomStream own = random.split(name);
            for (int i = 0; tensor.rank() == 1 && i < tensor.size(); i++) {
                tensor.set(name.contains("var") || name.contains("weight") ? 0.5f + own.nextFloat() : gaussian(own), i);
            }
        });
        network.train(false);
        return network;
    }

    /** A shortcut without parameters, with so many channels of zeros before the others. */
    public static Layer padded(int in, int out, int before) {
        return new Padded(in, out, before);
    }

    private static float gaussian(RandomStream random) {
        return (float) (0.1 * random.nextGaussian());
    }

    private static ResidualBlock block(boolean padded, int in, int out, RandomStream random) {
        int stride = in == out ? 1 : 2;
        Map<String, Layer> body = new LinkedHashMap<>();
        body.put("conv1", conv(in, out, 3, stride, random.split(1)));
        body.put("bn1", new BatchNorm2d(out));
        body.put("relu", new Activation(Activation.Kind.RELU));
        body.put("conv2", conv(out, out, 3, 1, random.split(2)));
        body.put("bn2", new BatchNorm2d(out));
        Layer projection = padded
                ? padded(in, out, (out - in) / 2)
                : new Sequential(conv(in, out, 1, 2, random), new BatchNorm2d(out));
        return new ResidualBlock(new Sequential(body), in == out ? null : projection);
    }

    /** Without a bias, normal with variance 2 / (in · kernel²). */
    private static Conv2d conv(int in, int out, int kernel, int stride, RandomStream random) {
        Tensor weight = Tensor.zeros(out, in, kernel, kernel);
        Initialization.normal(weight, (float) Math.sqrt(2.0 / (in * kernel * kernel)), random);
        return new Conv2d(weight, null, stride, kernel / 2, 1);
    }
}
