package cognate.engine.kernel.map;

import cognate.engine.kernel.lanes.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Operations on stretches of doubles, the same bits for every width of vectors. */
public final class DoubleVectors {
    private static final VectorSpecies<Double> S = DoubleLanes.DOUBLE;
    private static final int L = DoubleLanes.COUNT;
    /** Element i of a sum goes to lane i mod 32; the lanes are folded by halves. */
    private static final int WIDTH = 32;

    private DoubleVectors() {}

    /** The dot product of n elements of x from {@code xAt} and of y from {@code yAt}. */
    public static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        double[] sums = new double[WIDTH];
        int whole = n - n % WIDTH;
        for (int lane = 0; lane < WIDTH && whole > 0; lane += 4 * L) { // once with 512-bit vectors
            DoubleVector s0 = DoubleVector.zero(S);
            DoubleVector s1 = s0;
            DoubleVector s2 = s0;
            DoubleVector s3 = s0;
            for (int i = lane; i < whole; i += WIDTH) {
                int u = xAt + i;
                int v = yAt + i;
                s0 = DoubleVector.fromArray(S, x, u).fma(DoubleVector.fromArray(S, y, v), s0);
                s1 = DoubleVector.fromArray(S, x, u + L).fma(DoubleVector.fromArray(S, y, v + L), s1);
                s2 = DoubleVector.fromArray(S, x, u + 2 * L).fma(DoubleVector.fromArray(S, y, v + 2 * L), s2);
                s3 = DoubleVector.fromArray(S, x, u + 3 * L).fma(DoubleVector.fromArray(S, y, v + 3 * L), s3);
            }
            s0.intoArray(sums, lane);
            s1.intoArray(sums, lane + L);
            s2.intoArray(sums, lane + 2 * L);
            s3.intoArray(sums, lane + 3 * L);
        }
        for (int i = whole; i < n; i++) {
            sums[i - whole] = Math.fma(x[xAt + i], y[yAt + i], sums[i - whole]);
        }
        for (int half = WIDTH / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    /** {@code y += scale · x} over n elements, one fma each. */
    public static void accumulate(double[] y, int yAt, double scale, double[] x, int xAt, int n) {
        DoubleVector s = DoubleVector.broadcast(S, scale);
        int i = 0;
        for (; i <= n - L; i += L) {
            DoubleVector sum = s.fma(DoubleVector.fromArray(S, x, xAt + i), DoubleVector.fromArray(S, y, yAt + i));
            sum.intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.fma(scale, x[xAt + i], y[yAt + i]);
        }
    }

    /**
     * The Euclidean norm of n elements. Where the squares would leave the range of doubles, or lose digits at its lower
     * end, they are taken of elements scaled by a power of two.
     */
    public static double norm(double[] x, int at, int n) {
        double square = dot(x, at, x, at, n);
        if (square > 0x1p-900 && square < 0x1p1000) {
            return Math.sqrt(square);
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[at + i]));
        }
        if (largest == 0) {
            return 0;
        }
        int exponent = Math.getExponent(largest);
        double[] scaled = new double[n];
        for (int i = 0; i < n; i++) {
            scaled[i] = Math.scalb(x[at + i], -exponent);
        }
        return Math.scalb(Math.sqrt(dot(scaled, 0, scaled, 0, n)), exponent);
    }
}
