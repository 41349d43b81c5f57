package cognate.models.layer;

import cognate.engine.tensor.Shape;

/** Convolutional networks for images [c, h, w]: {@code lenet5} and {@code cnn:32-M-64-M-128}. */
final class Cnn {
    private Cnn() {}

    /**
     * LeNet-5 with today's parts: 5×5 convolutions to 6 and 16 channels, each with 2×2 max pooling, and linear layers
     * of 120 and 84 units. Images of 28×28 get the padding of 2 that makes them the 32×32 of LeCun et al. 1998; so do
     * all others but those of 32×32.
     */
    static Sequential lenet5(Architecture architecture, Stack stack) {
        Shape input = architecture.input();
        int padding = lenet5Padding(input);
        int flat = 16 * lenet5Extent(input.dim(1), padding) * lenet5Extent(input.dim(2), padding);
        return stack.convolution(input.dim(0), 6, 5, padding)
                .add(new MaxPool2d(2))
                .convolution(6, 16, 5, 0)
                .add(new MaxPool2d(2))
                .add(new Flatten())
                .hidden(flat, 120)
                .hidden(120, 84)
                .linear(84, architecture.classes())
                .build();
    }

    private static int lenet5Padding(Shape input) {
        return input.dim(1) == 32 && input.dim(2) == 32 ? 0 : 2;
    }

    private static int lenet5Extent(int extent, int padding) {
        return ((extent + 2 * padding - 4) / 2 - 4) / 2;
    }

    static void checkLenet5(Architecture architecture) {
        checkImages(architecture);
        if (!architecture.sizes().isEmpty()) {
            throw architecture.refused("no sizes", architecture.sizes());
        }
        Shape input = architecture.input();
        int padding = lenet5Padding(input);
        if (lenet5Extent(input.dim(1), padding) < 1 || lenet5Extent(input.dim(2), padding) < 1) {
            throw architecture.refused("images of at least 12 x 12", "" + input);
        }
    }

    /** 3×3 convolutions with padding 1 to so many channels, M for 2×2 max pooling; then global average and linear. */
    static Sequential build(Architecture architecture, Stack stack) {
        int channels = architecture.input().dim(0);
        for (String part : architecture.sizes().split("-", -1)) {
            if (part.equals("M")) {
                stack.add(new MaxPool2d(2));
            } else {
                stack.convolution(channels, architecture.size(part), 3, 1);
                channels = architecture.size(part);
            }
        }
        return stack.add(new GlobalAvgPool2d())
                .add(new Flatten())
                .linear(channels, architecture.classes())
                .build();
    }

    static void check(Architecture architecture) {
        checkImages(architecture);
        int least = 1;
        boolean convolution = false;
        for (String part : architecture.sizes().split("-", -1)) {
            if (part.equals("M")) {
                least = Math.min(2 * least, 1 << 20);
            } else {
                architecture.size(part);
                convolution = true;
            }
        }
        Shape input = architecture.input();
        if (!convolution) {
            throw architecture.refused("cnn:CHANNELS-M-…", architecture.model());
        }
        if (input.dim(1) < least || input.dim(2) < least) {
            throw architecture.refused("images of at least " + least + " x " + least, "" + input);
        }
    }

    private static void checkImages(Architecture architecture) {
        Shape input = architecture.input();
        if (input.rank() != 3 || input.size() == 0) {
            throw architecture.refused("images [channels, height, width]", "data of shape " + input);
        }
    }
}
