package cognate.stats.test;

import cognate.stats.distribution.Binomial;

/** The distribution of Kolmogorov's statistic D of n values from a continuous distribution. */
final class KolmogorovDistribution {
    private static final int MOST_EXACT = 5000;
    /** Beyond this n d² the sample crosses both bounds with a probability below e^-24 of crossing one. */
    private static final double FAR = 4;

    private KolmogorovDistribution() {}

    /** P(D ≥ d). */
    static double survival(int n, double d) {
        if (d * n <= 0.5) {
            return 1;
        }
        if (n * d * d > FAR) {
            return StrictMath.min(1, 2 * oneSided(n, d));
        }
        return n <= MOST_EXACT ? 1 - cumulative(n, d) : limit(d * StrictMath.sqrt(n));
    }

    /** P(D⁺ ≥ d) = d Σ_j C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) (Birnbaum, Tingey 1951). */
    private static double oneSided(int n, double d) {
        double sum = 0;
        for (int j = 0; d + (double) j / n < 1; j++) {
            double x = d + (double) j / n;
            sum += new Binomial(n, x).density(j) / x;
        }
        return d * sum;
    }

    /** P(D ≤ d) as an element of the n-th power of a matrix (Marsaglia, Tsang, Wang 2003). */
    private static double cumulative(int n, double d) {
        int k = (int) (n * d) + 1;
        int size = 2 * k - 1;
        double h = k - n * d;
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= StrictMath.min(i + 1, size - 1); j++) {
                matrix[i * size + j] = 1;
            }
        }
        double power = 1;
        for (int i = 0; i < size; i++) { // first column and last row
            power *= h;
            matrix[i * size] -= power;
            matrix[(size - 1) * size + size - 1 - i] -= power;
        }
        if (2 * h > 1) {
            matrix[(size - 1) * size] += StrictMath.pow(2 * h - 1, size);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i + 1; j++) {
                for (int g = 1; g <= i - j + 1; g++) {
                    matrix[i * size + j] /= g;
                }
            }
        }
        return central(matrix, size, n, k - 1);
    }

    /** The central element of matrix^n times n!/n^n, with powers of two taken out on the way. */
    private static double central(double[] matrix, int size, int n, int centre) {
        double[] result = new double[size * size];
        for (int i = 0; i < size; i++) {
            result[i * size + i] = 1;
        }
        double[] square = matrix;
        long resultExponent = 0;
        long squareExponent = 0;
        for (int left = n; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = product(result, square, size);
                resultExponent += squareExponent;
                resultExponent += scale(result, centre * size + centre);
            }
            if (left > 1) {
                square = product(square, square, size);
                squareExponent = 2 * squareExponent + scale(square, centre * size + centre);
            }
        }
        double value = result[centre * size + centre];
        for (int i = 1; i <= n; i++) {
            value *= (double) i / n;
            int exponent = StrictMath.getExponent(value);
            value = StrictMath.scalb(value, -exponent);
            resultExponent += exponent;
        }
        return StrictMath.scalb(value, (int) resultExponent);
    }

    private static int scale(double[] matrix, int at) {
        int exponent = StrictMath.getExponent(matrix[at]);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = StrictMath.scalb(matrix[i], -exponent);
        }
        return exponent;
    }

    private static double[] product(double[] a, double[] b, int size) {
        double[] c = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = a[i * size + k];
                for (int j = 0; j < size; j++) {
                    c[i * size + j] += factor * b[k * size + j];
                }
            }
        }
        return c;
    }

    /** The limit of P(√n D ≥ t) for large n (Kolmogorov 1933): 2 Σ (-1)^(k-1) e^(-2k²t²), or its theta transform. */
    static double limit(double t) {
        double sum = 0;
        if (t < 1) {
            for (int k = 1; k < 40; k += 2) {
                sum += StrictMath.exp(-k * k * StrictMath.PI * StrictMath.PI / (8 * t * t));
            }
            return 1 - StrictMath.sqrt(2 * StrictMath.PI) / t * sum;
        }
        for (int k = 1; k < 20; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * StrictMath.exp(-2.0 * k * k * t * t);
        }
        return sum;
    }
}
