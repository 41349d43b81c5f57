package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * Transcendental functions of floats, at most 2 units in the last place from the exact value for every input, special
 * values as in {@link StrictMath}. Made of correctly rounded operations only, so that a result has the same bits on
 * every JDK and width; the JDK's own vector functions do not. Each scalar form is, line by line, its vector form.
 *
 * <p>Each vector form is one method without helpers: the compiler ends a method's inlining at a number of nodes, and
 * vectors that cross a call that was not inlined are boxed. Its size also keeps it from being inlined into its caller.
 */
public final class VectorMath {
    /**
     * 1.5 · 2²³ + 254: adding it leaves k + 254 in the low bits, where k is the integer nearest to a small float. Half
     * of that is k / 2 + 127, the exponent bits of a power of two; shifting them into place drops the high ones.
     */
    private static final float ROUND_HALVES = 0x1.8p23f + 254;
    /** The same with k + 127 in the low bits. */
    private static final float ROUND = 0x1.8p23f + 127;

    private static final int INTEGER = 0x4B400000;
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
    /** Beyond this, exp(−2|x|) is nothing beside 1. */
    private static final float TANH_MIN = -20;

    private static final float TANH_SMALL = 0.55f;
    /** Minimax (tanh x − x) / x³ in x² on |x| ≤ TANH_SMALL, relative to tanh x. */
    private static final float T0 = -0.33333316f, T1 = 0.13332586f, T2 = -0.05385231f, T3 = 0.021071678f;

    private static final float T4 = -0.0062742396f;

    private VectorMath() {}

    private static FloatVector vector(float value) {
        return FloatVector.broadcast(FLOAT, value);
    }

    /** y = eˣ for n elements of each array; y may be x. */
    static void exp(float[] y, int yOffset, float[] x, int xOffset, int n) {
        FloatVector max = vector(EXP_MAX), min = vector(EXP_MIN), one = vector(1);
        FloatVector round = vector(ROUND_HALVES), log2 = vector(LOG2_E);
        FloatVector high = vector(-LN2_HIGH), low = vector(-LN2_LOW);
        FloatVector e0 = vector(E0), e1 = vector(E1), e2 = vector(E2), e3 = vector(E3), e4 = vector(E4);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, x, xOffset + i);
            v = v.blend(max, v.compare(GT, max));
            v = v.blend(min, v.compare(LT, min));
            FloatVector rounded = v.fma(log2, round);
            FloatVector k = rounded.sub(round);
            FloatVector r = k.fma(high, v);
            r = k.fma(low, r);
            FloatVector p = r.fma(e4, e3);
            p = p.fma(r, e2);
            p = p.fma(r, e1);
            p = p.fma(r, e0);
            p = p.fma(r, one);
            p = p.fma(r, one);
            // 2ᵏ as two factors: the product may leave the normal range, where it rounds once
            IntVector exponent = rounded.reinterpretAsInts();
            IntVector half = exponent.lanewise(LSHR, 1);
            p = p.mul(half.lanewise(LSHL, 23).reinterpretAsFloats());
            p = p.mul(exponent.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
            p.intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] = exp(x[xOffset + i]);
        }
    }

    /** eˣ. */
    public static float exp(float x) {
        x = x > EXP_MAX ? EXP_MAX : x;
        x = x < EXP_MIN ? EXP_MIN : x;
        float rounded = Math.fma(x, LOG2_E, ROUND_HALVES);
        float k = rounded - ROUND_HALVES;
        float r = Math.fma(k, -LN2_HIGH, x);
        r = Math.fma(k, -LN2_LOW, r);
        float p = Math.fma(r, E4, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        int exponent = Float.floatToRawIntBits(rounded);
        int half = exponent >>> 1;
        p = p * Float.intBitsToFloat(half << 23);
        return p * Float.intBitsToFloat((exponent - half) << 23);
    }

    /** y = ln x for n elements of each array; y may be x. */
    static void log(float[] y, int yOffset, float[] x, int xOffset, int n) {
        FloatVector least = vector(Float.MIN_NORMAL), lift = vector(0x1p23f), one = vector(1), zero = vector(0);
        FloatVector integer = vector(0x1.8p23f), lifted = vector(0x1.8p23f + 23);
        FloatVector infinity = vector(Float.POSITIVE_INFINITY), nan = vector(Float.NaN);
        FloatVector high = vector(LN2_HIGH), low = vector(LN2_LOW), minusHalf = vector(-0.5f);
        FloatVector l0 = vector(L0), l1 = vector(L1), l2 = vector(L2), l3 = vector(L3);
        FloatVector l4 = vector(L4), l5 = vector(L5), l6 = vector(L6), l7 = vector(L7);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, x, xOffset + i);
            VectorMask<Float> subnormal = v.compare(LT, least);
            IntVector bits = v.blend(v.mul(lift), subnormal).reinterpretAsInts().sub(SQRT_HALF_BITS);
            IntVector exponent = bits.lanewise(ASHR, 23).add(INTEGER);
            FloatVector k = exponent.reinterpretAsFloats().sub(integer.blend(lifted, subnormal));
            FloatVector f =
                    bits.and(MANTISSA).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(one);
            FloatVector p = f.fma(l7, l6);
            p = p.fma(f, l5);
            p = p.fma(f, l4);
            p = p.fma(f, l3);
            p = p.fma(f, l2);
            p = p.fma(f, l1);
            p = p.fma(f, l0);
            FloatVector square = f.mul(f);
            p = p.mul(f).mul(square);
            p = k.fma(low, p);
            p = square.fma(minusHalf, p);
            p = k.fma(high, f.add(p));
            p = v.blend(p, v.compare(LT, infinity)); // ∞ and NaN stay
            p = p.blend(nan, v.compare(LT, zero));
            p = p.blend(infinity.neg(), v.compare(EQ, zero));
            p.intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] = log(x[xOffset + i]);
        }
    }

    /** ln x. */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x) - SQRT_HALF_BITS;
        int exponent = (bits >> 23) + INTEGER;
        float k = Float.intBitsToFloat(exponent) - (subnormal ? 0x1.8p23f + 23 : 0x1.8p23f);
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
        p = Math.fma(k, LN2_LOW, p);
        p = Math.fma(square, -0.5f, p);
        p = Math.fma(k, LN2_HIGH, f + p);
        p = x < Float.POSITIVE_INFINITY ? p : x;
        p = x < 0f ? Float.NaN : p;
        return x == 0f ? Float.NEGATIVE_INFINITY : p;
    }

    /** y = tanh x for n elements of each array; y may be x. */
    static void tanh(float[] y, int yOffset, float[] x, int xOffset, int n) {
        FloatVector min = vector(TANH_MIN), one = vector(1), minusTwo = vector(-2), limit = vector(TANH_SMALL);
        FloatVector round = vector(ROUND), log2 = vector(LOG2_E);
        FloatVector high = vector(-LN2_HIGH), low = vector(-LN2_LOW);
        FloatVector t0 = vector(T0), t1 = vector(T1), t2 = vector(T2), t3 = vector(T3), t4 = vector(T4);
        FloatVector e0 = vector(E0), e1 = vector(E1), e2 = vector(E2), e3 = vector(E3), e4 = vector(E4);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, x, xOffset + i);
            FloatVector a = v.abs();
            FloatVector square = a.mul(a);
            FloatVector small = square.fma(t4, t3);
            small = small.fma(square, t2);
            small = small.fma(square, t1);
            small = small.fma(square, t0);
            small = small.fma(square.mul(a), a);
            FloatVector z = a.mul(minusTwo);
            z = z.blend(min, z.compare(LT, min));
            FloatVector rounded = z.fma(log2, round);
            FloatVector k = rounded.sub(round);
            FloatVector r = k.fma(high, z);
            r = k.fma(low, r);
            FloatVector e = r.fma(e4, e3);
            e = e.fma(r, e2);
            e = e.fma(r, e1);
            e = e.fma(r, e0);
            e = e.fma(r, one);
            e = e.fma(r, one);
            e = e.mul(rounded.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats());
            FloatVector large = e.div(e.add(one)).fma(minusTwo, one);
            IntVector magnitude = large.blend(small, a.compare(LT, limit)).reinterpretAsInts();
            v.reinterpretAsInts().and(SIGN).or(magnitude).reinterpretAsFloats().intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] = tanh(x[xOffset + i]);
        }
    }

    /** tanh x: of small |x| a polynomial, otherwise 1 − 2e / (1 + e) where e = exp(−2|x|), with the sign of x. */
    public static float tanh(float x) {
        float a = Math.abs(x);
        float square = a * a;
        float small = Math.fma(square, T4, T3);
        small = Math.fma(small, square, T2);
        small = Math.fma(small, square, T1);
        small = Math.fma(small, square, T0);
        small = Math.fma(small, square * a, a);
        float z = a * -2;
        z = z < TANH_MIN ? TANH_MIN : z;
        float rounded = Math.fma(z, LOG2_E, ROUND);
        float k = rounded - ROUND;
        float r = Math.fma(k, -LN2_HIGH, z);
        r = Math.fma(k, -LN2_LOW, r);
        float e = Math.fma(r, E4, E3);
        e = Math.fma(e, r, E2);
        e = Math.fma(e, r, E1);
        e = Math.fma(e, r, E0);
        e = Math.fma(e, r, 1);
        e = Math.fma(e, r, 1);
        e = e * Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << 23);
        float large = Math.fma(e / (e + 1), -2, 1);
        int magnitude = Float.floatToRawIntBits(a < TANH_SMALL ? small : large);
        return Float.intBitsToFloat(Float.floatToRawIntBits(x) & SIGN | magnitude);
    }

    /** y = 1 / (1 + exp(−x)) for n elements of each array; y may be x. */
    static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int n) {
        FloatVector min = vector(EXP_MIN), one = vector(1), zero = vector(0);
        FloatVector round = vector(ROUND_HALVES), log2 = vector(LOG2_E);
        FloatVector high = vector(-LN2_HIGH), low = vector(-LN2_LOW);
        FloatVector e0 = vector(E0), e1 = vector(E1), e2 = vector(E2), e3 = vector(E3), e4 = vector(E4);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, x, xOffset + i);
            FloatVector z = v.abs().neg();
            z = z.blend(min, z.compare(LT, min));
            FloatVector rounded = z.fma(log2, round);
            FloatVector k = rounded.sub(round);
            FloatVector r = k.fma(high, z);
            r = k.fma(low, r);
            FloatVector e = r.fma(e4, e3);
            e = e.fma(r, e2);
            e = e.fma(r, e1);
            e = e.fma(r, e0);
            e = e.fma(r, one);
            e = e.fma(r, one);
            IntVector exponent = rounded.reinterpretAsInts();
            IntVector half = exponent.lanewise(LSHR, 1);
            e = e.mul(half.lanewise(LSHL, 23).reinterpretAsFloats());
            e = e.mul(exponent.sub(half).lanewise(LSHL, 23).reinterpretAsFloats());
            FloatVector whole = one.blend(e, v.compare(LT, zero));
            e.div(e.add(one)).neg().fma(whole, whole).intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            y[yOffset + i] = sigmoid(x[xOffset + i]);
        }
    }

    /**
     * 1 / (1 + exp(−x)): with e = exp(−|x|), which does not overflow, 1 − e / (1 + e) or, of negative x, e times that.
     */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        float whole = x < 0f ? e : 1;
        return Math.fma(-(e / (e + 1)), whole, whole);
    }
}
