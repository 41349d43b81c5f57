package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.EnumSet;

/**
 * The convolutional networks of Lookahead Permutation (S3, 2020) for images of 32×32, and {@code conv7} of 28×28, with
 * rectifiers. Batch normalization, of momentum 0.01 and epsilon 1e-3 as there, stands behind them and not before;
 * dropout is as there. All is drawn by PyTorch's default.
 *
 * <ul>
 *   <li>{@code conv2}, {@code conv4}: 3×3 convolutions, two of 64 channels and max pooling, {@code conv4} also two of
 *       128, and linear layers of 256, 256 and the classes.
 *   <li>{@code conv13}: as {@code vgg:16}'s, and linear layers of 512 and the classes.
 *   <li>{@code conv7}: twice two 3×3 convolutions and a 5×5 one of stride 2, of 32 and 64 channels, a 4×4 one of 128,
 *       and a linear layer; no batch normalization. Where TensorFlow pads a row and a column more at the end, PyTorch
 *       and this network do at the start.
 * </ul>
 */
final class ConvNet extends Family {
    private static final float EPSILON = 1e-3f;
    private static final float MOMENTUM = 0.01f;
    private static final int[][] CONV2 = {{64, 2}};
    private static final int[][] CONV4 = {{64, 2}, {128, 2}};
    private static final int[][] CONV13 = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
    private static final int LEAST_CONV7 = 27;

    /** Channels and number of convolutions in each stage; null of {@code conv7}. */
    private final int[][] stages;

    private final int hidden;

    private ConvNet(Specification specification, int[][] stages, int hidden) {
        super(specification, stages == null ? EnumSet.of(Suffix.NO_BIAS) : EnumSet.of(Suffix.NO_BIAS, Suffix.FOLDED));
        this.stages = stages;
        this.hidden = hidden;
        specification.requireImages(1);
        specification.requireNoSizes();
        specification.requireImages(stages == null ? LEAST_CONV7 : 1 << stages.length);
    }

    static ConvNet of2(Specification specification) {
        return new ConvNet(specification, CONV2, 256);
    }

    static ConvNet of4(Specification specification) {
        return new ConvNet(specification, CONV4, 256);
    }

    static ConvNet of7(Specification specification) {
        return new ConvNet(specification, null, 0);
    }

    static ConvNet of13(Specification specification) {
        return new ConvNet(specification, CONV13, 512);
    }

    @Override
    boolean isNormalized() {
        return stages != null;
    }

    @Override
    Sequential build(RandomStream random) {
        Stack stack = new Stack(specification(), random);
        return stages == null ? conv7(stack) : normalized(stack);
    }

    private Sequential normalized(Stack stack) {
        int channels = input().dim(0);
        for (int stage = 0; stage < stages.length; stage++) {
            int out = stages[stage][0];
            for (int i = 0; i < stages[stage][1]; i++) {
                boolean last = i == stages[stage][1] - 1;
                stack.convolution(channels, out, 3, 1, 1);
                norm(stack, new BatchNorm2d(out, EPSILON, MOMENTUM), out);
                stack.dropout(last ? 0 : stage == 0 ? 0.3f : 0.4f);
                channels = out;
            }
            stack.add(new MaxPool2d(2));
        }
        int pixels = (input().dim(1) >> stages.length) * (input().dim(2) >> stages.length);
        stack.add(new Flatten());
        if (stages == CONV13) {
            stack.dropout(0.5f);
            hidden(stack, channels * pixels).dropout(0.5f);
        } else {
            stack.hidden(channels * pixels, hidden).dropout(0.5f);
            norm(stack, new BatchNorm1d(hidden, EPSILON, MOMENTUM), hidden);
            hidden(stack, hidden).dropout(0.5f);
        }
        return stack.linear(hidden, classes()).build();
    }

    private Stack hidden(Stack stack, int in) {
        return norm(stack.hidden(in, hidden), new BatchNorm1d(hidden, EPSILON, MOMENTUM), hidden);
    }

    private Stack norm(Stack stack, BatchNorm norm, int channels) {
        boolean folded = specification().has(Suffix.FOLDED);
        return stack.add(folded ? new Affine(Tensor.ones(channels), Tensor.zeros(channels)) : norm);
    }

    private Sequential conv7(Stack stack) {
        stack.convolution(input().dim(0), 32, 3, 1, 0)
                .convolution(32, 32, 3, 1, 0)
                .convolution(32, 32, 5, 2, 2)
                .dropout(0.4f)
                .convolution(32, 64, 3, 1, 0)
                .convolution(64, 64, 3, 1, 0)
                .convolution(64, 64, 5, 2, 2)
                .dropout(0.4f)
                .convolution(64, 128, 4, 1, 0);
        int pixels = extent(input().dim(1)) * extent(input().dim(2));
        return stack.add(new Flatten())
                .dropout(0.4f)
                .linear(128 * pixels, classes())
                .build();
    }

    private static int extent(int extent) {
        int half = (extent - 4 + 1) / 2;
        return (half - 4 + 1) / 2 - 3;
    }
}
