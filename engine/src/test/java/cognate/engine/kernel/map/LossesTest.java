package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossesTest {
    private final ElementCases cases = new ElementCases();

    private static float log(float p) {
        return Math.max(VectorMath.log(p), -100);
    }

    private static float rest(float p) {
        return Math.max(Losses.logOnePlus(-p), -100);
    }

    @Test
    void binaryCrossEntropy() {
        cases.agreeInPlace(Losses::binaryCrossEntropy, (z, p, t) -> Math.fma(t - 1, rest(p), -t * log(p)));
        cases.agreeInPlace(
                (z, p, t) -> Losses.binaryCrossEntropyGradient(z, p, t, 0.3f),
                (z, p, t) -> 0.3f * ((p - t) / Math.max((1 - p) * p, 1e-12f)));
        cases.agreeInPlace(
                (z, p, t) -> Losses.binaryCrossEntropyTargetGradient(z, p, 0.3f),
                (z, p, t) -> 0.3f * (rest(p) - log(p)));
    }

    @Test
    void binaryCrossEntropyWithLogits() {
        cases.agreeInPlace(
                Losses::binaryCrossEntropyWithLogits,
                (z, x, t) -> Math.fma(-x, t, Math.max(x, 0)) + Losses.logOnePlus(VectorMath.exp(-Math.abs(x))));
        cases.agreeInPlace(
                (z, x, t) -> Losses.binaryCrossEntropyWithLogitsGradient(z, x, t, 0.3f),
                (z, x, t) -> 0.3f * (VectorMath.sigmoid(x) - t));
    }

    @Test
    void klDivergence() {
        cases.agreeInPlace(Losses::klDivergence, (z, x, t) -> t == 0 ? 0 : t * (VectorMath.log(t) - x));
        cases.agreeInPlace(
                (z, x, t) -> Losses.klDivergenceTargetGradient(z, x, t, 0.3f),
                (z, x, t) -> t == 0 ? 0 : 0.3f * (VectorMath.log(t) + 1 - x));
    }

    /** Where {@code 1 + x} has lost the digits of x. */
    @Test
    void logarithmsNearOneKeepTheirDigits() {
        for (float x = 1; x > 1e-30f; x *= 0.7f) {
            assertEquals(Math.log1p(x), Losses.logOnePlus(x), 4 * Math.ulp(x));
            assertEquals(Math.log1p(-x), Losses.logOnePlus(-x), 4 * Math.ulp((float) Math.min(200, -Math.log1p(-x))));
        }
        assertEquals(Float.NEGATIVE_INFINITY, Losses.logOnePlus(-1));
        assertEquals(Float.NaN, Losses.logOnePlus(Float.NaN));
    }

    /** ln(1 + exp(−50)) is exp(−50), not ln 1. */
    @Test
    void lossesOfGreatCertaintyAreNotZero() {
        Tensor l = Tensor.zeros(2);
        Losses.binaryCrossEntropyWithLogits(l, Tensor.of(new float[] {50, -50}, 2), Tensor.of(new float[] {1, 0}, 2));
        assertEquals(1.9287498e-22, l.get(0), 1e-28);
        assertEquals(l.get(0), l.get(1));
    }
}
