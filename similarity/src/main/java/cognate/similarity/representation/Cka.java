package cognate.similarity.representation;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;

/**
 * Centred kernel alignment (Kornblith et al. 2019): the cosine of two centred kernel matrices of the inputs. A
 * similarity, symmetric, invariant to rotation, translation and one scale of either side.
 */
public final class Cka {
    /** Rows that are centred and multiplied together. */
    private static final int ROWS = 256;

    private Cka() {}

    /** {@code ‖XᵀY‖²_F / (‖XᵀX‖_F ‖YᵀY‖_F)}, in [0, 1]. */
    public static double linear(Representation x, Representation y) {
        Inputs.check("cka", x, y);
        if (x.inputs() < Math.min(x.kept(), y.kept())) {
            Matrix a = x.centred();
            Matrix b = y.centred();
            return Math.min(1, cross(a, b) / Math.sqrt(cross(a, a)) / Math.sqrt(cross(b, b)));
        }
        int p = x.kept();
        Matrix gram = jointGram(x, y);
        int size = gram.columns();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < size; i++) { // only what is on and above the diagonal
            int side = i < p ? p : size;
            double inner = gram.get(i, i) * gram.get(i, i) + 2 * square(gram, i, i + 1, side);
            xx += i < p ? inner : 0;
            yy += i < p ? 0 : inner;
            xy += i < p ? square(gram, i, p, size) : 0;
        }
        return Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy));
    }

    private static double square(Matrix a, int row, int from, int to) {
        int at = row * a.columns() + from;
        return DoubleVectors.dot(a.array(), at, a.array(), at, to - from);
    }

    /** The upper triangle of {@code [X Y]ᵀ [X Y]}, from blocks of rows that are centred in the cache. */
    private static Matrix jointGram(Representation x, Representation y) {
        int size = x.kept() + y.kept();
        DoubleBlock gram = DoubleBlock.of(new double[size * size], size, size);
        double[] rows = new double[ROWS * size];
        for (int from = 0; from < x.inputs(); from += ROWS) {
            int to = Math.min(x.inputs(), from + ROWS);
            x.write(from, to, rows, 0, size);
            y.write(from, to, rows, x.kept(), size);
            DoubleBlock block = DoubleBlock.of(rows, to - from, size);
            DoubleGemm.accumulateUpper(gram, 1, block.transpose(), block);
        }
        return Matrix.of(gram.array(), size, size);
    }

    /** {@code ‖AᵀB‖²_F}, or the same as {@code ⟨AAᵀ, BBᵀ⟩} where there are fewer inputs than neurons. */
    static double cross(Matrix a, Matrix b) {
        if (a.rows() < Math.min(a.columns(), b.columns())) {
            return dot(a.timesTranspose(a), b.timesTranspose(b));
        }
        Matrix product = a == b ? a.gram() : a.transposeTimes(b);
        return dot(product, product);
    }

    static double dot(Matrix a, Matrix b) {
        return DoubleVectors.dot(a.array(), 0, b.array(), 0, a.array().length);
    }

    /**
     * With Song et al.'s (2007) unbiased estimator of HSIC in place of each product: at most 1, about 0 for independent
     * representations, and below it by chance. Needs four inputs.
     *
     * @throws ArithmeticException if the estimate of a side with itself is not positive, as of very few inputs
     */
    public static double unbiased(Representation x, Representation y) {
        Inputs.check("cka", x, y);
        return ratio(hsic(x.centred(), y.centred()), hsic(x.centred(), x.centred()), hsic(y.centred(), y.centred()));
    }

    /**
     * The minibatch form (Nguyen, Raghu, Kornblith 2021): unbiased estimates summed over batches of {@code size}
     * consecutive inputs before the division; what is left of fewer than four inputs is dropped.
     */
    public static double minibatch(Representation x, Representation y, int size) {
        Inputs.check("cka", x, y);
        if (size < 4) {
            throw new IllegalArgumentException("cka: batches of at least 4 inputs, found " + size);
        }
        checkEnough(x.inputs());
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int from = 0; from + 4 <= x.inputs(); from += size) {
            int to = Math.min(x.inputs(), from + size);
            Matrix a = batch(x, from, to);
            Matrix b = batch(y, from, to);
            xy += hsic(a, b);
            xx += hsic(a, a);
            yy += hsic(b, b);
        }
        return ratio(xy, xx, yy);
    }

    static double ratio(double xy, double xx, double yy) {
        if (!(xx > 0 && yy > 0)) {
            throw new ArithmeticException(
                    "cka: a positive estimate of each side with itself, found " + xx + " and " + yy);
        }
        return Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy));
    }

    /** Rows {@code [from, to)}, centred again, on the scale of all. */
    private static Matrix batch(Representation x, int from, int to) {
        Matrix result = x.centred().block(from, to, 0, x.kept());
        int p = result.columns();
        double[] sums = new double[p];
        for (int i = 0; i < result.rows(); i++) {
            DoubleVectors.accumulate(sums, 0, 1, result.array(), i * p, p);
        }
        for (int i = 0; i < result.rows(); i++) {
            DoubleVectors.accumulate(result.array(), i * p, -1.0 / result.rows(), sums, 0, p);
        }
        return result;
    }

    /**
     * Song et al. 2007, equation 5, of linear kernels {@code K = AAᵀ} and {@code L = BBᵀ} with diagonals k, l set to
     * zero. The columns are centred, which changes nothing and makes {@code K 1 = -k}.
     */
    private static double hsic(Matrix a, Matrix b) {
        checkEnough(a.rows());
        return hsic(cross(a, b), squares(a), squares(b));
    }

    private static void checkEnough(int inputs) {
        if (inputs < 4) {
            throw new IllegalArgumentException("cka: at least 4 inputs for the unbiased estimate, found " + inputs);
        }
    }

    /** The same of {@code ‖AᵀB‖²_F} and the diagonals of both kernels. */
    static double hsic(double cross, double[] k, double[] l) {
        int n = k.length;
        double sumK = 0;
        double sumL = 0;
        double sumKl = 0;
        for (int i = 0; i < n; i++) {
            sumK += k[i];
            sumL += l[i];
            sumKl = Math.fma(k[i], l[i], sumKl);
        }
        double trace = cross - sumKl;
        double rest = sumK / (n - 1) * (sumL / (n - 2)) - 2 * sumKl / (n - 2);
        return (trace + rest) / n / (n - 3);
    }

    private static double[] squares(Matrix a) {
        double[] result = new double[a.rows()];
        for (int i = 0; i < result.length; i++) {
            result[i] = DoubleVectors.dot(a.array(), i * a.columns(), a.array(), i * a.columns(), a.columns());
        }
        return result;
    }

    /**
     * With the kernel {@code exp(-d² / (2 t² median d²))} of Euclidean distances d, the median over all pairs of
     * different inputs, both kernels centred; in [0, 1]. Takes n × n numbers.
     *
     * @throws ArithmeticException if half of the inputs of a side are alike
     */
    public static Score rbf(Pair pair, double t, Workers workers) {
        Dissimilarities squares = pair.dissimilarities(Dissimilarity.Kind.EUCLIDEAN, workers);
        int n = pair.inputs();
        return TriangleScore.centred(
                n,
                kernel(n, squares.x(), t, workers),
                1,
                kernel(n, squares.y(), t, workers),
                1,
                TriangleScore.Finish.COSINE,
                workers);
    }

    private static double[] kernel(int n, double[] squared, double t, Workers workers) {
        double scale = -0.5 / (t * t * median(squared));
        double[] kernel = new double[squared.length];
        Dissimilarity.rows(n, workers, (from, to) -> {
            for (int i = from; i < to; i++) {
                kernel[i] = StrictMath.exp(scale * squared[i]);
            }
        });
        return kernel;
    }

    private static double median(double[] squared) {
        int half = squared.length / 2;
        double median = select(squared, half);
        if (squared.length % 2 == 0) {
            median = (select(squared, half - 1) + median) / 2;
        }
        if (median == 0) {
            throw new ArithmeticException("cka: a positive median distance, found half of the inputs alike");
        }
        return median;
    }

    /**
     * The element that sorting would bring to place k, of numbers that are not negative: their bits sort as they do.
     */
    private static double select(double[] values, int k) {
        long prefix = 0;
        int left = k;
        for (int shift = 48; shift >= 0; shift -= 16) {
            int[] counts = new int[1 << 16];
            for (double value : values) {
                long bits = Double.doubleToRawLongBits(value) >>> shift;
                if (bits >>> 16 == prefix) {
                    counts[(int) bits & 0xFFFF]++;
                }
            }
            int digit = 0;
            while (left >= counts[digit]) {
                left -= counts[digit++];
            }
            prefix = prefix << 16 | digit;
        }
        return Double.longBitsToDouble(prefix);
    }
}
