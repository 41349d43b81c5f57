package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Transcendental functions of floats, at most 2 units in the last place from the exact value for every input, special
 * values as in {@link StrictMath}. Made of correctly rounded operations only, so that a result has the same bits on
 * every JDK and width; the JDK's own vector functions do not. Each scalar form is, line by line, its vector form.
 */
public final class VectorMath {
    /** 1.5 · 2²³: adding it leaves the integer nearest to a small float in the low bits of the sum. */
    private static final float ROUND = 0x1.8p23f;

    private static final int ROUND_BITS = 0x4B400000;
    private static final float LOG2_E = 0x1.715476p0f;
    /** ln 2 in two parts (Cody, Waite 1980): a small multiple of the high one is exact. */
    private static final float LN2_HIGH = 0x1.63p-1f;

    private static final float LN2_LOW = -2.1219444e-4f;
    /** Beyond these, exp is infinite, or rounds to 0. */
    private static final float EXP_MAX = 89, EXP_MIN = -104;
    /** Minimax (eʳ − 1 − r) / r² on |r| ≤ ln 2 / 2, relative to eʳ. */
    private static final float E0 = 0.49999994f, E1 = 0.16666521f, E2 = 0.04166839f, E3 = 0.008368717f;

    private static final float E4 = 0.0013814599f;
    /** Minimax (ln(1 + f) − f + f²/2) / f³ on √½ − 1 ≤ f ≤ √2 − 1, relative to ln(1 + f). */
    private static final float L0 = 0.3333333f, L1 = -0.2500082f, L2 = 0.20001227f, L3 = -0.16623357f;

    private static final float L4 = 0.14201757f, L5 = -0.13160183f, L6 = 0.12761576f, L7 = -0.07634497f;
    private static final int SQRT_HALF_BITS = 0x3F3504F3;
    private static final int MANTISSA = 0x7FFFFF, SIGN = 0x80000000;
    private static final float TANH_SMALL = 0.55f;
    /** Minimax (tanh x − x) / x³ in x² on |x| ≤ TANH_SMALL, relative to tanh x. */
    private static final float T0 = -0.33333316f, T1 = 0.13332586f, T2 = -0.05385231f, T3 = 0.021071678f;

    private static final float T4 = -0.0062742396f;

    private VectorMath() {}

    private static FloatVector vector(float value) {
        return FloatVector.broadcast(FLOAT, value);
    }

    /** eˣ. */
    static FloatVector exp(FloatVector x) {
        x = x.blend(EXP_MAX, x.compare(GT, EXP_MAX));
        x = x.blend(EXP_MIN, x.compare(LT, EXP_MIN));
        FloatVector rounded = x.fma(vector(LOG2_E), vector(ROUND));
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(vector(-LN2_HIGH), x);
        r = n.fma(vector(-LN2_LOW), r);
        FloatVector p = r.fma(vector(E4), vector(E3));
        p = p.fma(r, vector(E2));
        p = p.fma(r, vector(E1));
        p = p.fma(r, vector(E0));
        p = p.fma(r, vector(1));
        p = p.fma(r, vector(1));
        // 2ⁿ as two factors: the product may leave the normal range, where it rounds once
        IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = exponent.lanewise(ASHR, 1);
        return p.mul(power(half)).mul(power(exponent.sub(half)));
    }

    /** eˣ. */
    public static float exp(float x) {
        x = x > EXP_MAX ? EXP_MAX : x;
        x = x < EXP_MIN ? EXP_MIN : x;
        float rounded = Math.fma(x, LOG2_E, ROUND);
        float n = rounded - ROUND;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        float p = Math.fma(r, E4, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        int exponent = Float.floatToRawIntBits(rounded) - ROUND_BITS;
        int half = exponent >> 1;
        return p * power(half) * power(exponent - half);
    }

    /** 2 to the power of small integers. */
    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
    }

    private static float power(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }

    /** ln x. */
    static FloatVector log(FloatVector x) {
        var subnormal = x.compare(LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(0x1p23f), subnormal).reinterpretAsInts().sub(SQRT_HALF_BITS);
        IntVector exponent = bits.lanewise(ASHR, 23).add(ROUND_BITS);
        FloatVector n = exponent.reinterpretAsFloats().sub(vector(ROUND).blend(ROUND + 23, subnormal));
        FloatVector f =
                bits.and(MANTISSA).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(1);
        FloatVector p = f.fma(vector(L7), vector(L6));
        p = p.fma(f, vector(L5));
        p = p.fma(f, vector(L4));
        p = p.fma(f, vector(L3));
        p = p.fma(f, vector(L2));
        p = p.fma(f, vector(L1));
        p = p.fma(f, vector(L0));
        FloatVector square = f.mul(f);
        p = p.mul(f).mul(square);
        p = n.fma(vector(LN2_LOW), p);
        p = square.fma(vector(-0.5f), p);
        FloatVector y = n.fma(vector(LN2_HIGH), f.add(p));
        y = x.blend(y, x.compare(LT, Float.POSITIVE_INFINITY)); // ∞ and NaN stay
        y = y.blend(Float.NaN, x.compare(LT, 0f));
        return y.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0f));
    }

    /** ln x. */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x) - SQRT_HALF_BITS;
        int exponent = (bits >> 23) + ROUND_BITS;
        float n = Float.intBitsToFloat(exponent) - (subnormal ? ROUND + 23 : ROUND);
        float f = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF_BITS) - 1;
        float p = Math.fma(f, L7, L6);
        p = Math.fma(p, f, L5);
        p = Math.fma(p, f, L4);
        p = Math.fma(p, f, L3);
        p = Math.fma(p, f, L2);
        p = Math.fma(p, f, L1);
        p = Math.fma(p, f, L0);
        float square = f * f;
        p = p * f * square;
        p = Math.fma(n, LN2_LOW, p);
        p = Math.fma(square, -0.5f, p);
        float y = Math.fma(n, LN2_HIGH, f + p);
        y = x < Float.POSITIVE_INFINITY ? y : x;
        y = x < 0f ? Float.NaN : y;
        return x == 0f ? Float.NEGATIVE_INFINITY : y;
    }

    /** tanh x, with the sign of x: of small |x| a polynomial, otherwise 1 − 2e / (1 + e) where e = exp(−2|x|). */
    static FloatVector tanh(FloatVector x) {
        FloatVector a = x.abs();
        FloatVector square = a.mul(a);
        FloatVector small = square.fma(vector(T4), vector(T3));
        small = small.fma(square, vector(T2));
        small = small.fma(square, vector(T1));
        small = small.fma(square, vector(T0));
        small = small.fma(square.mul(a), a);
        FloatVector e = exp(a.mul(-2));
        FloatVector large = e.div(e.add(1)).fma(vector(-2), vector(1));
        FloatVector y = large.blend(small, a.compare(LT, TANH_SMALL));
        return x.reinterpretAsInts().and(SIGN).or(y.reinterpretAsInts()).reinterpretAsFloats();
    }

    /** tanh x. */
    public static float tanh(float x) {
        float a = Math.abs(x);
        float square = a * a;
        float small = Math.fma(square, T4, T3);
        small = Math.fma(small, square, T2);
        small = Math.fma(small, square, T1);
        small = Math.fma(small, square, T0);
        small = Math.fma(small, square * a, a);
        float e = exp(a * -2);
        float large = Math.fma(e / (e + 1), -2, 1);
        float y = a < TANH_SMALL ? small : large;
        return Float.intBitsToFloat(Float.floatToRawIntBits(x) & SIGN | Float.floatToRawIntBits(y));
    }

    /** 1 / (1 + exp(−x)), by exp(−|x|), which does not overflow. */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        return vector(1).blend(e, x.compare(LT, 0f)).div(e.add(1));
    }

    /** 1 / (1 + exp(−x)). */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0f ? e : 1) / (e + 1);
    }
}
