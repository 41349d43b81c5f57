package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;

/**
 * LeNet-5 with today's parts, {@code lenet5}: 5×5 convolutions to 6 and 16 channels, each with 2×2 max pooling, and
 * linear layers of 120 and 84 units. Images of 28×28 get the padding of 2 that makes them the 32×32 of LeCun et al.
 * 1998; so do all others but those of 32×32.
 */
final class LeNet5 extends Family {
    private static final int LEAST = 12;

    LeNet5(Specification specification) {
        super(specification, Stack.SUFFIXES);
        specification.requireImages(1);
        specification.requireNoSizes();
        specification.requireImages(LEAST);
    }

    @Override
    Sequential build(RandomStream random) {
        Shape input = input();
        int padding = input.dim(1) == 32 && input.dim(2) == 32 ? 0 : 2;
        int flat = 16 * extent(input.dim(1), padding) * extent(input.dim(2), padding);
        return new Stack(specification(), random)
                .convolution(input.dim(0), 6, 5, 1, padding)
                .dropout()
                .add(new MaxPool2d(2))
                .convolution(6, 16, 5, 1, 0)
                .dropout()
                .add(new MaxPool2d(2))
                .add(new Flatten())
                .hidden(flat, 120)
                .hidden(120, 84)
                .linear(84, classes())
                .build();
    }

    private static int extent(int extent, int padding) {
        return ((extent + 2 * padding - 4) / 2 - 4) / 2;
    }
}
