package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.tensor.Tensor;

/** Roots, powers and bounds of every element, and their gradients; otherwise as {@link Elementwise}. */
public final class Functions {
    /** Up to this size whole and half exponents are multiplied out. */
    private static final float LARGEST_PRODUCT = 0x1p24f;

    private Functions() {}

    /** y = √x, correctly rounded. */
    public static void sqrt(Tensor y, Tensor x) {
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            ys[i] = (float) Math.sqrt(xs[i]);
        }
    }

    /** dx = dy / (2 · y), where y = √x. */
    public static void sqrtGradient(Tensor dx, Tensor dy, Tensor y) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            dxs[i] = dys[i] / (2 * ys[i]);
        }
    }

    /** y = |x|. */
    public static void abs(Tensor y, Tensor x) {
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            ys[i] = Math.abs(xs[i]);
        }
    }

    /** dx = x &gt; 0 ? dy : x &lt; 0 ? −dy : 0 · x. */
    public static void absGradient(Tensor dx, Tensor dy, Tensor x) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            dxs[i] = xs[i] > 0 ? dys[i] : xs[i] < 0 ? -dys[i] : 0 * xs[i];
        }
    }

    /** y = min(max(x, least), most); NaN stays NaN. */
    public static void clamp(Tensor y, Tensor x, float least, float most) {
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            ys[i] = Math.min(Math.max(xs[i], least), most);
        }
    }

    /** dx = least ≤ x ≤ most ? dy : 0. */
    public static void clampGradient(Tensor dx, Tensor dy, Tensor x, float least, float most) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            dxs[i] = xs[i] >= least && xs[i] <= most ? dys[i] : 0;
        }
    }

    /**
     * y = xᵉ, with x⁰ = 1 for every x and NaN for a negative x whose exponent is no whole number.
     *
     * <p>Whole and half exponents up to 2²⁴ in size are multiplied out in double precision, by squares, from x and √x,
     * and a negative one divides 1 by the product: relative to the result the error is below |e| · 2⁻⁵², and then it is
     * rounded to float; up to |e| = 1000 that is 0.50001 units in the last place. Other exponents are exp(e · ln x) of
     * {@link VectorMath} with the product rounded to float: at most 3 + 5 |e · ln x| units in the last place.
     */
    public static void pow(Tensor y, Tensor x, float exponent) {
        float twice = 2 * exponent;
        if (Math.abs(exponent) <= LARGEST_PRODUCT && twice == (int) twice) {
            multiplyOut(y, x, (int) twice);
            return;
        }
        Elementwise.log(y, x);
        Elementwise.scale(y, y, exponent);
        Elementwise.exp(y, y);
    }

    private static void multiplyOut(Tensor y, Tensor x, int twice) {
        int whole = Math.abs(twice) >> 1;
        boolean half = (twice & 1) != 0;
        boolean inverse = twice < 0;
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            double product = half ? halfPower(xs[i] + 0.0, whole) : power(xs[i], whole);
            ys[i] = (float) (inverse ? 1 / product : product);
        }
    }

    /** Of x + 0.0, which is no −0: the root of −0 is −0, but its powers are +0. */
    private static double halfPower(double x, int whole) {
        return power(x, whole) * Math.sqrt(x);
    }

    private static double power(double x, int exponent) {
        double product = 1;
        double square = x;
        for (int left = exponent; left != 0; left >>= 1) {
            product *= (left & 1) != 0 ? square : 1;
            square *= square;
        }
        return product;
    }
}
