package cognate.models.layer;

import cognate.engine.random.RandomStream;

/**
 * The network of Krizhevsky et al. (2012) as it is used for images of 32×32, {@code alexnet}: torchvision's five
 * convolutions of 64, 192, 384, 256 and 256 channels, the first 11×11 with stride 4 and padding 5, three times 2×2 max
 * pooling, and a single linear layer, before which is dropout. All is drawn by PyTorch's default.
 */
final class AlexNet extends Family {
    private static final int LEAST = 29;

    AlexNet(Specification specification) {
        super(specification, Stack.SUFFIXES);
        specification.requireImages(1);
        specification.requireNoSizes();
        specification.requireImages(LEAST);
    }

    @Override
    Sequential build(RandomStream random) {
        int pixels = extent(input().dim(1)) * extent(input().dim(2));
        return new Stack(specification(), random)
                .convolution(input().dim(0), 64, 11, 4, 5)
                .add(new MaxPool2d(2))
                .convolution(64, 192, 5, 1, 2)
                .add(new MaxPool2d(2))
                .convolution(192, 384, 3, 1, 1)
                .convolution(384, 256, 3, 1, 1)
                .convolution(256, 256, 3, 1, 1)
                .add(new MaxPool2d(2))
                .add(new Flatten())
                .dropout()
                .linear(256 * pixels, classes())
                .build();
    }

    private static int extent(int extent) {
        return ((extent - 1) / 4 + 1) / 8;
    }
}
