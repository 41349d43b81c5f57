package cognate.similarity.representation;

/**
 * Linear CKA of shuffled inputs. The norms stay, and {@code ‖XᵀPY‖²_F = Σ s_i² C_ij² t_j²}; with few inputs and many
 * neurons {@code ⟨XXᵀ, P YYᵀ Pᵀ⟩} is less work.
 */
final class ShuffledKernels {
    private static final int MOST_INPUTS = 2048;
    /** An element that is fetched out of order takes as long as so many multiply-adds of a product. */
    private static final double FETCH = 16;

    private ShuffledKernels() {}

    /** As {@link Cka#linear}. */
    static double linear(ShuffledPair pair) {
        return Math.min(
                1, cross(pair) / Math.sqrt(pair.x().sum(4)) / Math.sqrt(pair.y().sum(4)));
    }

    /** As {@link Cka#unbiased}. */
    static double unbiased(ShuffledPair pair) {
        int n = pair.order().length;
        double[] k = new double[n];
        double[] l = new double[n];
        for (int i = 0; i < n; i++) {
            k[i] = pair.x().square(i);
            l[i] = pair.y().square(pair.order()[i]);
        }
        return Cka.ratio(
                Cka.hsic(cross(pair), k, l),
                Cka.hsic(pair.x().sum(4), k, k),
                Cka.hsic(pair.y().sum(4), l, l));
    }

    private static boolean byInputs(double n, double p, double q) {
        return n <= MOST_INPUTS && FETCH * n < p * q;
    }

    private static double cross(ShuffledPair pair) {
        Principal x = pair.x();
        Principal y = pair.y();
        int n = pair.order().length;
        return byInputs(n, x.rank(), y.rank())
                ? inner(x.kernel().array(), y.kernel().array(), pair.order())
                : pair.square(x.values, y.values);
    }

    private static double inner(double[] k, double[] l, int[] order) {
        int n = order.length;
        double diagonal = 0;
        double above = 0;
        for (int i = 0; i < n; i++) {
            int row = order[i] * n;
            diagonal = Math.fma(k[i * n + i], l[row + order[i]], diagonal);
            double even = 0; // two chains, so that one does not wait for the other
            double odd = 0;
            int j = i + 1;
            for (; j + 1 < n; j += 2) {
                even = Math.fma(k[i * n + j], l[row + order[j]], even);
                odd = Math.fma(k[i * n + j + 1], l[row + order[j + 1]], odd);
            }
            if (j < n) {
                even = Math.fma(k[i * n + j], l[row + order[j]], even);
            }
            above += even + odd;
        }
        return diagonal + 2 * above;
    }

    /** Of {@link ProductScore}: what a shuffled value takes. */
    static double operations(Pair pair) {
        double n = pair.inputs();
        double p = pair.basis().rankX();
        double q = pair.basis().rankY();
        return byInputs(n, p, q) ? FETCH * n * n : n * p * q;
    }
}
