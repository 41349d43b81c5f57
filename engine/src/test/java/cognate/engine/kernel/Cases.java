package cognate.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** What the tests of the kernels share: awkward sizes, tensors amid guards, and comparison of bits. */
public final class Cases {
    public static final int[] SIZES = {
        0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 79, 80, 81, 100, 127, 128, 129, 1023, 4098
    };
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL / 3,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };
    private static final float GUARD = 12345.678f;

    private Cases() {}

    /** Normal numbers around 0, in a longer array. */
    public static Tensor normal(RandomStream random, int... dims) {
        Shape shape = Shape.of(dims);
        int offset = random.nextInt(20);
        float[] array = new float[offset + shape.size() + 20];
        Arrays.fill(array, GUARD);
        for (int i = 0; i < shape.size(); i++) {
            array[offset + i] = (float) random.nextGaussian();
        }
        return Tensor.of(array, offset, shape);
    }

    /** As {@link #normal}, every fourth number special. */
    public static Tensor special(RandomStream random, int... dims) {
        Tensor result = normal(random, dims);
        for (int i = 0; i < result.size(); i++) {
            if (random.nextInt(4) == 0) {
                result.array()[result.offset() + i] = SPECIAL[random.nextInt(SPECIAL.length)];
            }
        }
        return result;
    }

    /** An equal tensor with a storage of its own, guards included. */
    public static Tensor twin(Tensor x) {
        return Tensor.of(x.array().clone(), x.offset(), x.shape());
    }

    public static void assertBits(float expected, float found, String where) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(found)) {
            assertEquals(expected, found, where); // tells values
            assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(found), where);
        }
    }

    /** Equal bits, and the guards around {@code found} still stand. */
    public static void assertBits(float[] expected, Tensor found, String where) {
        for (int i = 0; i < found.array().length; i++) {
            int at = i - found.offset();
            boolean inside = at >= 0 && at < expected.length;
            assertBits(inside ? expected[at] : GUARD, found.array()[i], where + ", element " + at);
        }
    }
}
