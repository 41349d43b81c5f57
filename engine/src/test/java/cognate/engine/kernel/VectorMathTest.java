package cognate.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
        for (float x : new float[] {0, 1, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 88.72284f, 104}) {
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

    @Test
    void scalarFormsAreExactToTwoUlps() {
        withinTwoUlps(VectorMath::exp, StrictMath::exp);
        withinTwoUlps(VectorMath::log, StrictMath::log);
        withinTwoUlps(VectorMath::tanh, StrictMath::tanh);
        withinTwoUlps(VectorMath::sigmoid, VectorMathTest::sigmoid);
    }
}
