package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Residual networks (He et al. 2016) with rectifiers and batch normalization, under torchvision's names.
 *
 * <ul>
 *   <li>{@code resnet:DEPTH[xWIDTH]} for small images, DEPTH = 6n + 2: a 3×3 convolution, three stages of n basic
 *       blocks of WIDTH (16), 2 WIDTH and 4 WIDTH channels, the second and the third with stride 2 at the start. A
 *       shortcut to other sizes is a 1×1 convolution with batch normalization, or what a suffix says.
 *   <li>{@code resnet18[:WIDTH]} and {@code resnet50[:WIDTH]}, torchvision's: a 7×7 convolution of stride 2 to WIDTH
 *       (64) channels, 3×3 max pooling of stride 2, four stages of basic blocks, or bottlenecks with the stride in
 *       their 3×3 convolution.
 * </ul>
 *
 * Then the global average and a linear layer, before which is dropout. Convolutions have no bias and are drawn from a
 * normal distribution of variance 2/fan-out, as torchvision's; the linear layer by PyTorch's default.
 */
final class ResNet extends Family {
    private static final Set<Suffix> SUFFIXES = EnumSet.of(Suffix.DROPOUT, Suffix.NO_BIAS, Suffix.FOLDED);
    private static final int LARGEST_DEPTH = 2000;

    private final boolean largeImages;
    private final boolean bottleneck;
    private final int width;
    /** Number of blocks in each stage. */
    private final int[] blocks;

    private ResNet(
            Specification specification,
            Set<Suffix> suffixes,
            boolean largeImages,
            boolean bottleneck,
            int width,
            int... blocks) {
        super(specification, suffixes);
        this.largeImages = largeImages;
        this.bottleneck = bottleneck;
        this.width = width;
        this.blocks = blocks;
        specification.requireImages(1);
    }

    static ResNet small(Specification specification) {
        String[] sizes = specification.sizes().split("x", -1);
        int depth = specification.size(sizes[0]);
        if (sizes.length > 2 || depth < 8 || depth > LARGEST_DEPTH || depth % 6 != 2) {
            throw specification.refused(
                    "resnet:DEPTH or resnet:DEPTHxWIDTH of DEPTH 8, 14, 20, …", specification.sizes());
        }
        EnumSet<Suffix> suffixes = EnumSet.of(Suffix.PAD_SHORTCUT, Suffix.PLAIN_SHORTCUT);
        suffixes.addAll(SUFFIXES);
        if (specification.has(Suffix.PAD_SHORTCUT) && specification.has(Suffix.PLAIN_SHORTCUT)) {
            throw specification.refused("one shortcut", "pad-shortcut and plain-shortcut");
        }
        int n = (depth - 2) / 6;
        int width = sizes.length == 1 ? 16 : specification.size(sizes[1]);
        return new ResNet(specification, suffixes, false, false, width, n, n, n);
    }

    static ResNet of18(Specification specification) {
        return new ResNet(specification, SUFFIXES, true, false, width(specification), 2, 2, 2, 2);
    }

    static ResNet of50(Specification specification) {
        return new ResNet(specification, SUFFIXES, true, true, width(specification), 3, 4, 6, 3);
    }

    private static int width(Specification specification) {
        return specification.sizes().isEmpty() ? 64 : specification.size(specification.sizes());
    }

    @Override
    boolean isNormalized() {
        return true;
    }

    @Override
    Sequential build(RandomStream random) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        int kernel = largeImages ? 7 : 3;
        convolution(layers, "1", Tensor.zeros(width, input().dim(0), kernel, kernel), largeImages ? 2 : 1, random);
        layers.put("relu", relu());
        if (largeImages) {
            layers.put("maxpool", new MaxPool2d(3, 2, 1));
        }
        int channels = width;
        for (int stage = 0; stage < blocks.length; stage++) {
            String name = "layer" + (stage + 1);
            RandomStream stream = random == null ? null : random.split(name);
            List<Layer> members = new ArrayList<>();
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                members.add(block(channels, width << stage, stride, stream == null ? null : stream.split(block)));
                channels = (bottleneck ? 4 : 1) * width << stage;
            }
            layers.put(name, new Sequential(members));
        }
        layers.put("avgpool", new GlobalAvgPool2d());
        layers.put("flatten", new Flatten());
        if (specification().dropout() > 0) {
            RandomStream any = random == null ? RandomStream.of(0) : random;
            layers.put("dropout", new Dropout(specification().dropout(), any.split("dropout")));
        }
        boolean bias = !specification().has(Suffix.NO_BIAS);
        Linear linear = new Linear(Tensor.zeros(classes(), channels), bias ? Tensor.zeros(classes()) : null);
        if (random != null) {
            linear.resetParameters(random.split("fc"));
        }
        layers.put("fc", linear);
        return new Sequential(layers);
    }

    /** A block from {@code in} channels whose 3×3 convolutions have so many. */
    private ResidualBlock block(int in, int planes, int stride, RandomStream random) {
        Map<String, Layer> body = new LinkedHashMap<>();
        int out = bottleneck ? 4 * planes : planes;
        if (bottleneck) {
            convolution(body, "1", Tensor.zeros(planes, in, 1, 1), 1, random);
            body.put("relu1", relu());
            convolution(body, "2", Tensor.zeros(planes, planes, 3, 3), stride, random);
            body.put("relu2", relu());
            convolution(body, "3", Tensor.zeros(out, planes, 1, 1), 1, random);
        } else {
            convolution(body, "1", Tensor.zeros(planes, in, 3, 3), stride, random);
            body.put("relu", relu());
            convolution(body, "2", Tensor.zeros(planes, planes, 3, 3), 1, random);
        }
        boolean identity = stride == 1 && in == out;
        return new ResidualBlock(new Sequential(body), identity ? null : shortcut(in, out, stride, random));
    }

    private Layer shortcut(int in, int out, int stride, RandomStream random) {
        if (specification().has(Suffix.PAD_SHORTCUT)) {
            return new PadShortcut(stride, (out - in) / 2, (out - in + 1) / 2);
        }
        boolean plain = specification().has(Suffix.PLAIN_SHORTCUT);
        RandomStream stream = random == null ? null : random.split("downsample");
        Conv2d convolution = convolution(Tensor.zeros(out, in, 1, 1), stride, !plain && isFolded(), stream);
        return plain || isFolded() ? new Sequential(convolution) : new Sequential(convolution, new BatchNorm2d(out));
    }

    /** Adds a convolution and its batch normalization under their names with this number. */
    private void convolution(Map<String, Layer> layers, String number, Tensor weight, int stride, RandomStream random) {
        RandomStream stream = random == null ? null : random.split("conv" + number);
        layers.put("conv" + number, convolution(weight, stride, isFolded(), stream));
        if (!isFolded()) {
            layers.put("bn" + number, new BatchNorm2d(weight.dim(0)));
        }
    }

    private static Conv2d convolution(Tensor weight, int stride, boolean bias, RandomStream random) {
        if (random != null) {
            Initialization.kaimingNormalByOutputs(weight, random);
        }
        return new Conv2d(weight, bias ? Tensor.zeros(weight.dim(0)) : null, stride, weight.dim(2) / 2, 1);
    }

    private boolean isFolded() {
        return specification().has(Suffix.FOLDED);
    }

    private static Activation relu() {
        return new Activation(Activation.Kind.RELU);
    }
}
