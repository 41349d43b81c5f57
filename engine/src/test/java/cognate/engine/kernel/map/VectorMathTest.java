package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.kernel.Cases;
import cognate.engine.tensor.Tensor;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A sample of all floats; the benchmarks' main class {@code AllFloats} goes through every one. */
class VectorMathTest {
    private static final int STRIDE = 9973;

    private interface Function {
        float of(float x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** At most 2 units in the last place from the value in double precision, and equal where that is special. */
    private static void withinTwoUlps(Function function, DoubleUnaryOperator exact) {
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            near(function, exact, Float.intBitsToFloat((int) bits));
        }
        for (float x : new float[] {
            0, 1, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 88.72284f, 104, 0x1.0a111ap2f
        }) {
            for (float neighbour : new float[] {x, Math.nextUp(x), Math.nextDown(x)}) {
                near(function, exact, neighbour);
                near(function, exact, -neighbour);
            }
        }
    }

    private static void near(Function function, DoubleUnaryOperator exact, float x) {
        double expected = exact.applyAsDouble(x);
        float rounded = (float) expected;
        float found = function.of(x);
        if (Double.isNaN(expected) || Float.isInfinite(rounded) || rounded == 0 && expected == 0) {
            Cases.assertBits(rounded, found, "at " + x);
        } else {
            assertTrue(
                    Math.abs(found - expected) <= 2 * (double) Math.ulp(rounded),
                    () -> "at " + x + ": expected " + expected + ", found " + found);
        }
    }

    /** The vector form, through the element-wise kernel, has the bits of the scalar one. */
    private static void sameBits(BiConsumer<Tensor, Tensor> kernel, Function function) {
        Tensor x = Tensor.zeros(4096);
        Tensor y = Tensor.zeros(4096);
        long bits = Integer.MIN_VALUE;
        while (bits <= Integer.MAX_VALUE) {
            for (int i = 0; i < x.size(); i++, bits += STRIDE) {
                x.set(Float.intBitsToFloat((int) bits), i);
            }
            kernel.accept(y, x);
            for (int i = 0; i < x.size(); i++) {
                Cases.assertBits(function.of(x.get(i)), y.get(i), "at " + x.get(i));
            }
        }
    }

    @Test
    void vectorFormsHaveTheBitsOfScalarForms() {
        sameBits(Elementwise::exp, VectorMath::exp);
        sameBits(Elementwise::log, VectorMath::log);
        sameBits(Elementwise::tanh, VectorMath::tanh);
        sameBits(Elementwise::sigmoid, VectorMath::sigmoid);
    }

    @Test
    void scalarFormsAreExactToTwoUlps() {
        withinTwoUlps(VectorMath::exp, StrictMath::exp);
        withinTwoUlps(VectorMath::log, StrictMath::log);
        withinTwoUlps(VectorMath::tanh, StrictMath::tanh);
        withinTwoUlps(VectorMath::sigmoid, VectorMathTest::sigmoid);
    }
}
