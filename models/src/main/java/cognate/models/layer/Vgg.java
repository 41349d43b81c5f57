package cognate.models.layer;

import cognate.engine.random.RandomStream;
import java.util.Map;

/**
 * The networks of Simonyan and Zisserman (2015) for small images, {@code vgg:11}, 13, 16 or 19 or
 * {@code vgg:DEPTHxWIDTH}: 3×3 convolutions in five stages of WIDTH (64), 2, 4, 8 and 8 WIDTH channels, each with 2×2
 * max pooling, and a single linear layer, before which is dropout. The convolutions have biases; all is drawn by
 * PyTorch's default.
 */
final class Vgg extends Family {
    /** Convolutions of each stage, by depth. */
    private static final Map<Integer, int[]> STAGES = Map.of(
            11, new int[] {1, 1, 2, 2, 2},
            13, new int[] {2, 2, 2, 2, 2},
            16, new int[] {2, 2, 3, 3, 3},
            19, new int[] {2, 2, 4, 4, 4});

    private static final int LEAST = 32;

    private final int[] stages;
    private final int width;

    Vgg(Specification specification) {
        super(specification, Stack.SUFFIXES);
        String[] sizes = specification.sizes().split("x", -1);
        stages = STAGES.get(specification.size(sizes[0]));
        if (stages == null || sizes.length > 2) {
            throw specification.refused(
                    "vgg:DEPTH or vgg:DEPTHxWIDTH of DEPTH 11, 13, 16 or 19", specification.sizes());
        }
        width = sizes.length == 1 ? 64 : specification.size(sizes[1]);
        specification.requireImages(LEAST);
    }

    @Override
    Sequential build(RandomStream random) {
        Stack stack = new Stack(specification(), random);
        int channels = input().dim(0);
        for (int stage = 0; stage < stages.length; stage++) {
            int out = width << Math.min(stage, 3);
            for (int i = 0; i < stages[stage]; i++) {
                stack.convolution(channels, out, 3, 1, 1);
                channels = out;
            }
            stack.add(new MaxPool2d(2));
        }
        int pixels = (input().dim(1) / LEAST) * (input().dim(2) / LEAST);
        return stack.add(new Flatten())
                .dropout()
                .linear(channels * pixels, classes())
                .build();
    }
}
