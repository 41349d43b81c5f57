package cognate.engine.linalg;

/**
 * A matrix as {@code 2^exponent · matrix}, where the largest element of {@code matrix} is far from both ends of the
 * range of doubles: sums of its products neither overflow nor lose digits that count. Of a matrix whose largest element
 * is above 2⁹⁰⁰, elements more than about 2¹⁹⁷⁰ times smaller than that count as zero. The exponent is even, and 0 for
 * a matrix that needs no scaling, which is then not copied.
 */
record Scaled(Matrix matrix, int exponent) {
    private static final int FAR = 900;

    static Scaled of(Matrix a) {
        double largest = a.largest();
        int exponent = Math.getExponent(largest);
        // what is small can be raised without loss; what is large falls no further than it must
        int shift = (exponent > FAR ? exponent - FAR : exponent < -FAR ? exponent : 0) & ~1;
        return largest == 0 || shift == 0 ? new Scaled(a, 0) : new Scaled(times(a, -shift), shift);
    }

    /** A copy of {@code 2^exponent · a}. */
    static Matrix times(Matrix a, int exponent) {
        Matrix result = a.copy();
        multiply(result.array(), exponent);
        return result;
    }

    /** Multiplies by {@code 2^exponent} in place. */
    static void multiply(double[] values, int exponent) {
        if (exponent != 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.scalb(values[i], exponent);
            }
        }
    }
}
