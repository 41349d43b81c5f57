package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private final ElementCases cases = new ElementCases();

    @Test
    void rootsAndSizes() {
        cases.agreeInPlace((z, x, y) -> Functions.sqrt(z, x), (z, x, y) -> (float) Math.sqrt(x));
        cases.agreeInPlace(Functions::sqrtGradient, (z, x, y) -> x / (2 * y));
        cases.agreeInPlace((z, x, y) -> Functions.abs(z, x), (z, x, y) -> Math.abs(x));
        cases.agreeInPlace(
                Functions::absGradient, (z, x, y) -> Float.isNaN(y) ? y : y == 0 ? y : Math.signum(y) < 0 ? -x : x);
    }

    @Test
    void bounds() {
        cases.agreeInPlace(
                (z, x, y) -> Functions.clamp(z, x, -0.5f, 1f),
                (z, x, y) -> Float.isNaN(x) ? x : x < -0.5f ? -0.5f : x > 1 ? 1 : x);
        cases.agreeInPlace(
                (z, x, y) -> Functions.clampGradient(z, x, y, 0f, 1f), (z, x, y) -> y >= 0 && y <= 1 ? x : 0f);
    }

    @Test
    void powersOfSpecialNumbers() {
        float inf = Float.POSITIVE_INFINITY;
        float nan = Float.NaN;
        float[] x = {0f, -0f, inf, -inf, nan, 1f, -1f, -2f, Float.MIN_VALUE, Float.MAX_VALUE};
        powers(x, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        powers(x, 1, x);
        powers(x, 2, 0, 0, inf, inf, nan, 1, 1, 4, 0, inf);
        powers(x, 3, 0, -0f, inf, -inf, nan, 1, -1, -8, 0, inf);
        powers(x, -1, inf, -inf, 0, -0f, nan, 1, -1, -0.5f, inf, 1 / Float.MAX_VALUE);
        powers(x, -2, inf, inf, 0, 0, nan, 1, 1, 0.25f, inf, 0);
        powers(x, 0.5f, 0, 0, inf, nan, nan, 1, nan, nan, 0x1.6a09e6p-75f, 0x1.fffffep63f);
        powers(x, -1.5f, inf, inf, 0, nan, nan, 1, nan, nan, inf, 0);
        powers(x, 0.3f, 0, 0, inf, nan, nan, 1, nan, nan, exponential(0.3f, x[8]), exponential(0.3f, x[9]));
        powers(x, 0x1p24f, 0, 0, inf, inf, nan, 1, 1, inf, 0, inf);
        powers(x, 0x1p25f, 0, 0, inf, nan, nan, 1, nan, nan, 0, inf);
        powers(x, 99, 0, -0f, inf, -inf, nan, 1, -1, -0x1p99f, 0, inf);
    }

    private static float exponential(float exponent, float x) {
        return VectorMath.exp(exponent * VectorMath.log(x));
    }

    private static void powers(float[] x, float exponent, float... expected) {
        Tensor y = Tensor.zeros(x.length);
        Functions.pow(y, Tensor.of(x, x.length), exponent);
        for (int i = 0; i < x.length; i++) {
            assertBits(expected[i], y.get(i), x[i] + " to the power of " + exponent);
        }
    }

    /** Whole powers against exact decimal numbers: the nearest float, but for ties of the double product. */
    @Test
    void wholePowersAreTheNearestFloats() {
        RandomStream random = RandomStream.of(3);
        for (int exponent : new int[] {2, 3, 5, 8, 13, -1, -2, -7}) {
            Tensor x = Cases.normal(random, 200);
            Tensor y = Cases.normal(random, 200);
            Functions.pow(y, x, exponent);
            for (int i = 0; i < 200; i++) {
                float expected = new BigDecimal(x.get(i))
                        .pow(exponent, new MathContext(60))
                        .floatValue();
                assertBits(expected, y.get(i), x.get(i) + " to the power of " + exponent);
            }
        }
    }

    @Test
    void halfPowersStayWithinTheirBound() {
        check(0.5f, 0.50001);
        check(2.5f, 0.50001);
        check(-0.5f, 0.50001);
        check(-3.5f, 0.50001);
        check(33f, 0.50001);
    }

    @Test
    void otherPowersStayWithinTheirBound() {
        check(0.3f, 3);
        check(-1.7f, 3);
        check(0x1.8p3f + 0.1f, 3);
    }

    /** At most {@code units} (of other powers also 5 for each unit of the logarithm) in the last place off. */
    private static void check(float exponent, double units) {
        RandomStream random = RandomStream.of(4);
        Tensor x = Cases.normal(random, 1000);
        Functions.abs(x, x);
        Tensor y = Cases.normal(random, 1000);
        Functions.pow(y, x, exponent);
        for (int i = 0; i < 1000; i++) {
            double exact = StrictMath.pow(x.get(i), exponent);
            double bound = units > 1 ? units + 5 * Math.abs(StrictMath.log(exact)) : units;
            double error = Math.abs(y.get(i) - exact) / Math.ulp((float) exact);
            assertEquals(0, error, bound, x.get(i) + " to the power of " + exponent);
        }
    }

    @Test
    void powersInPlaceAndOfAllSizes() {
        for (float exponent : new float[] {3, 0.5f, 0.3f}) {
            cases.agreeInPlace((z, x, y) -> Functions.pow(z, x, exponent), (z, x, y) -> {
                Tensor one = Tensor.scalar(x);
                Functions.pow(one, one, exponent);
                return one.item();
            });
        }
    }
}
