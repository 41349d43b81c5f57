package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleRotations;

/**
 * Implicit QR iteration on an upper bidiagonal matrix (Demmel, Kahan 1990): sweeps of plane rotations, with a shift
 * unless it would cost the small singular values their digits, chased from the large end of a block to the small one.
 */
final class BidiagonalIteration {
    private static final double EPSILON = 0x1p-53;
    /** Neighbours decouple where the element between them changes singular values by less than this, relatively. */
    private static final double TOLERANCE = 64 * EPSILON;

    private static final int SWEEPS_PER_VALUE = 60;

    private final double[] d;
    private final double[] e;
    private final DoubleRotations left;
    private final DoubleRotations right;

    /** Of the matrix with diagonal d and e above it; rotations go to left and right vectors, or nowhere if null. */
    BidiagonalIteration(double[] d, double[] e, DoubleRotations left, DoubleRotations right) {
        this.d = d;
        this.e = e;
        this.left = left;
        this.right = right;
    }

    /** Leaves the singular values, up to sign, in d. Elements must be far from the ends of the range of doubles. */
    void run() {
        int high = d.length - 1;
        int sweeps = SWEEPS_PER_VALUE * d.length;
        while (high > 0) {
            int low = high;
            while (low > 0 && e[low - 1] != 0) {
                low--;
            }
            if (low == high) {
                high--;
                continue;
            }
            if (sweeps-- == 0) {
                throw new IllegalStateException("svd: no convergence after " + SWEEPS_PER_VALUE + " sweeps a value");
            }
            boolean flip = Math.abs(d[low]) < Math.abs(d[high]);
            if (flip) { // the transposed matrix, read backwards, is upper bidiagonal again
                reverse(low, high);
            }
            work(low, high, flip);
            if (flip) {
                reverse(low, high);
            }
        }
        if (left != null) {
            left.apply();
            right.apply();
        }
    }

    private void reverse(int low, int high) {
        Plane.reverse(d, low, high);
        Plane.reverse(e, low, high - 1);
    }

    /** Sets negligible elements of a block to zero; if there are none, sweeps once. */
    private void work(int low, int high, boolean flip) {
        double largest = Math.abs(d[high]);
        for (int i = low; i < high; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
        }
        boolean split = false;
        double mu = Math.abs(d[low]); // a lower bound of the block's smallest singular value so far
        double smallest = mu;
        for (int i = low; i < high; i++) {
            double off = Math.abs(e[i]);
            if (off <= TOLERANCE * mu
                    || off < Double.MIN_NORMAL
                    || i == high - 1 && off <= TOLERANCE * Math.abs(d[high])) {
                e[i] = 0;
                split = true;
            }
            mu = Math.abs(d[i + 1]) * (mu / (mu + off));
            smallest = Math.min(smallest, mu);
        }
        if (split) {
            return;
        }
        double shift = smallest / largest * d.length * TOLERANCE <= EPSILON ? 0 : shift(high);
        double ratio = shift / d[low];
        if (shift == 0 || ratio * ratio < EPSILON) {
            sweepWithoutShift(low, high, flip);
        } else {
            sweep(low, high, shift, flip);
        }
    }

    /** The smaller singular value of the trailing 2 × 2 block. */
    private double shift(int high) {
        double f = Math.abs(d[high - 1]);
        double g = Math.abs(e[high - 1]);
        double h = Math.abs(d[high]);
        // the singular values are half the sum and half the difference of these; their product is f h
        double sum = Plane.hypotenuse(f + h, g);
        double difference = Plane.hypotenuse(f - h, g);
        return 2 * f * (h / (sum + difference));
    }

    private void sweep(int low, int high, double shift, boolean flip) {
        double f = (Math.abs(d[low]) - shift) * (Math.signum(d[low]) + shift / d[low]);
        double g = e[low];
        for (int i = low; i < high; i++) {
            double r = Plane.hypotenuse(f, g);
            double c = r == 0 ? 1 : f / r;
            double s = r == 0 ? 0 : g / r;
            if (i > low) {
                e[i - 1] = r;
            }
            rotate(flip ? left : right, i, low, high, c, s, flip);
            f = Math.fma(c, d[i], s * e[i]);
            e[i] = Math.fma(c, e[i], -s * d[i]);
            g = s * d[i + 1];
            d[i + 1] *= c;
            r = Plane.hypotenuse(f, g);
            c = r == 0 ? 1 : f / r;
            s = r == 0 ? 0 : g / r;
            d[i] = r;
            rotate(flip ? right : left, i, low, high, c, s, flip);
            f = Math.fma(c, e[i], s * d[i + 1]);
            d[i + 1] = Math.fma(c, d[i + 1], -s * e[i]);
            if (i < high - 1) {
                g = s * e[i + 1];
                e[i + 1] *= c;
            }
        }
        e[high - 1] = f;
    }

    private void sweepWithoutShift(int low, int high, boolean flip) {
        double c = 1;
        double leftC = 1;
        double leftS = 0;
        for (int i = low; i < high; i++) {
            double f = d[i] * c;
            double r = Plane.hypotenuse(f, e[i]);
            c = r == 0 ? 1 : f / r;
            double s = r == 0 ? 0 : e[i] / r;
            rotate(flip ? left : right, i, low, high, c, s, flip);
            if (i > low) {
                e[i - 1] = leftS * r;
            }
            f = leftC * r;
            double g = d[i + 1] * s;
            d[i] = Plane.hypotenuse(f, g);
            leftC = d[i] == 0 ? 1 : f / d[i];
            leftS = d[i] == 0 ? 0 : g / d[i];
            rotate(flip ? right : left, i, low, high, leftC, leftS, flip);
        }
        double last = d[high] * c;
        e[high - 1] = last * leftS;
        d[high] = last * leftC;
    }

    private static void rotate(DoubleRotations rows, int i, int low, int high, double c, double s, boolean flip) {
        if (rows != null) {
            rows.add(flip ? low + high - 1 - i : i, c, flip ? -s : s);
        }
    }
}
