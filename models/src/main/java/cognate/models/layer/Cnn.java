package cognate.models.layer;

import cognate.engine.random.RandomStream;

/**
 * Convolutional networks for images [c, h, w], {@code cnn:32-M-64-M-128}: 3×3 convolutions with padding 1 to so many
 * channels, M for 2×2 max pooling; then global average and linear.
 */
final class Cnn extends Family {
    private static final int POOL = 0;

    /** Channels, or {@link #POOL}. */
    private final int[] parts;

    Cnn(Specification specification) {
        super(specification, Stack.SUFFIXES);
        specification.requireImages(1);
        String[] texts = specification.sizes().split("-", -1);
        parts = new int[texts.length];
        int least = 1;
        boolean convolution = false;
        for (int i = 0; i < texts.length; i++) {
            boolean pool = texts[i].equals("M");
            parts[i] = pool ? POOL : specification.size(texts[i]);
            convolution |= !pool;
            least = pool ? Math.min(2 * least, 1 << 20) : least;
        }
        if (!convolution) {
            throw specification.refused("cnn:CHANNELS-M-…", specification.model());
        }
        specification.requireImages(least);
    }

    @Override
    Sequential build(RandomStream random) {
        Stack stack = new Stack(specification(), random);
        int channels = input().dim(0);
        for (int part : parts) {
            if (part == POOL) {
                stack.add(new MaxPool2d(2));
            } else {
                stack.convolution(channels, part, 3, 1, 1).dropout();
                channels = part;
            }
        }
        return stack.add(new GlobalAvgPool2d())
                .add(new Flatten())
                .linear(channels, classes())
                .build();
    }
}
