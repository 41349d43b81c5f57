package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;

/**
 * What one layer makes of n inputs: activations [n, p], one row an input, one column a neuron. Kept are the columns
 * that vary, centred, and scaled together by a power of two to a size that squares well; measures that depend on the
 * scale take it out again.
 */
public final class Representation {
    private static final double LARGEST = 1e300;

    private final Matrix activations;
    private final double factor;
    /** The columns that vary; their values in the first row, and how far their means are from that. */
    private final int[] columns;

    private final double[] first;
    private final double[] shift;
    private final Lazy<Matrix> centred = new Lazy<>(this::centre);
    private final Lazy<Double> norm = new Lazy<>(() -> Math.sqrt(Cka.dot(centred(), centred())));
    private final Lazy<Matrix> coordinates = new Lazy<>(() -> narrowed(centred()));
    private final Lazy<Matrix> rawCoordinates = new Lazy<>(() -> narrowed(raw()));
    private final Lazy<Principal> principal = new Lazy<>(() -> Principal.of(centred()));
    private final Lazy<Principal> rawPrincipal = new Lazy<>(() -> Principal.of(raw()));

    private Representation(Matrix activations, double factor, int[] columns, double[] first, double[] shift) {
        this.activations = activations;
        this.factor = factor;
        this.columns = columns;
        this.first = first;
        this.shift = shift;
    }

    /**
     * Of raw activations, which are not copied.
     *
     * @param name begins the message of every error
     * @throws IllegalArgumentException if there are fewer than two rows, an element is not finite or beyond 1e300, or
     *     no column varies
     */
    public static Representation of(Matrix activations, String name) {
        int n = activations.rows();
        int p = activations.columns();
        if (n < 2 || p < 1) {
            throw new IllegalArgumentException(
                    name + ": at least 2 rows and 1 column of activations, found " + activations.shape());
        }
        double[] raw = activations.array();
        double[] sums = new double[p]; // of differences to the first row: a large common offset costs no digits
        double[] sizes = new double[p];
        for (int at = 0; at < raw.length; at += p) {
            for (int j = 0; j < p; j++) {
                double difference = raw[at + j] - raw[j];
                sums[j] += difference;
                sizes[j] += Math.abs(difference);
            }
        }
        int kept = 0;
        double largest = 0;
        for (int j = 0; j < p; j++) {
            if (!(sizes[j] < LARGEST)) {
                checkFinite(activations, name);
            }
            kept += sizes[j] > 0 ? 1 : 0;
            largest = Math.max(largest, sizes[j] / n);
        }
        if (kept == 0) {
            throw new IllegalArgumentException(name + ": a neuron that varies, found " + p + " constant ones");
        }
        int[] columns = new int[kept];
        double[] first = new double[kept];
        double[] shift = new double[kept];
        for (int j = 0, k = 0; j < p; j++) {
            if (sizes[j] > 0) {
                columns[k] = j;
                first[k] = raw[j];
                shift[k++] = sums[j] / n;
            }
        }
        double factor = Math.scalb(1.0, Math.max(-1000, Math.min(1000, -Math.getExponent(largest))));
        return new Representation(activations, factor, columns, first, shift);
    }

    private static void checkFinite(Matrix activations, String name) {
        double[] raw = activations.array();
        for (int i = 0; i < raw.length; i++) {
            if (!(Math.abs(raw[i]) < LARGEST)) {
                throw new IllegalArgumentException(name + ": finite activations, at most 1e300, found " + raw[i]
                        + " in row " + i / activations.columns() + ", column " + i % activations.columns());
            }
        }
    }

    /** Writes rows {@code [from, to)} of {@link #centred} to {@code target}, one every {@code stride} elements. */
    void write(int from, int to, double[] target, int at, int stride) {
        double[] raw = activations.array();
        int p = activations.columns();
        int kept = columns.length;
        for (int i = from; i < to; i++) {
            int row = i * p;
            if (kept == p) { // the plain loop is compiled to vectors
                for (int j = 0; j < p; j++) {
                    target[at + j] = (raw[row + j] - first[j] - shift[j]) * factor;
                }
            } else {
                for (int k = 0; k < kept; k++) {
                    target[at + k] = (raw[row + columns[k]] - first[k] - shift[k]) * factor;
                }
            }
            at += stride;
        }
    }

    /** The columns that vary, centred, [n, kept]. */
    public Matrix centred() {
        return centred.get();
    }

    /** The Frobenius norm of {@link #centred}. */
    double norm() {
        return norm.get();
    }

    private Matrix centre() {
        Matrix result = Matrix.zeros(inputs(), kept());
        write(0, inputs(), result.array(), 0, kept());
        return result;
    }

    /** Of {@link #centred}. */
    Principal principal() {
        return principal.get();
    }

    /** Of {@link #raw}. */
    Principal rawPrincipal() {
        return rawPrincipal.get();
    }

    /** The same with its rows in another order: row i is row {@code order[i]}. */
    Representation inOrder(int[] order) {
        int p = activations.columns();
        Matrix rows = Matrix.zeros(order.length, p);
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(activations.array(), order[i] * p, rows.array(), i * p, p);
        }
        return of(rows, "shuffled");
    }

    /** The activations as they were given, [n, p]. */
    Matrix raw() {
        return activations;
    }

    /** What {@link #centred} was multiplied by, a power of two. */
    double factor() {
        return factor;
    }

    /** The centred activations in an orthonormal basis of at most n directions, [n, min(n, kept)]. */
    Matrix coordinates() {
        return coordinates.get();
    }

    /** The raw activations in an orthonormal basis of at most n directions, [n, min(n, p)]. */
    Matrix rawCoordinates() {
        return rawCoordinates.get();
    }

    private static Matrix narrowed(Matrix a) {
        return a.columns() > a.rows() ? Qr.of(a.transpose()).r().transpose() : a;
    }

    /** The means of the kept columns, on the scale of {@link #centred}. */
    double[] means() {
        double[] means = new double[kept()];
        for (int k = 0; k < means.length; k++) {
            means[k] = (first[k] + shift[k]) * factor;
        }
        return means;
    }

    /** The number of inputs n. */
    public int inputs() {
        return activations.rows();
    }

    /** The number of neurons p, the constant ones included. */
    public int neurons() {
        return activations.columns();
    }

    /** The number of neurons that vary. */
    public int kept() {
        return columns.length;
    }
}
