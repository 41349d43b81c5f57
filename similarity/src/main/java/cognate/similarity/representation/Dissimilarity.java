package cognate.similarity.representation;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.Arrays;

/**
 * How unlike any two inputs of one side are, computed from blocks of rows: never more than a triangle of n × n numbers
 * is held. Rows that are equal are 0 apart, exactly.
 */
final class Dissimilarity {
    /** Rows that are multiplied together: a constant, so that no result depends on threads. */
    static final int ROWS = 256;
    /** What the measures of pairs hold at most for each pair of inputs: triangles of both sides, ranks, keys. */
    private static final int BYTES_PER_PAIR = 48;

    /** What two inputs are compared by. */
    enum Kind {
        /** Squared Euclidean distance, on the scale of {@link Representation#centred}. */
        EUCLIDEAN,
        /** 1 - cosine of raw activations; 1 to a row of zeros. */
        COSINE,
        /** 1 - Pearson correlation of raw activations across neurons; 1 to a constant row. */
        CORRELATION,
        /** The same of activations whose columns were centred. */
        CENTRED_CORRELATION
    }

    private final Kind kind;
    /** What is compared; of unit length for a cosine or a correlation. */
    private final Matrix rows;

    private final double[] squares;
    private int dead;
    /** Of all pairs, where {@link #keep} took them. */
    private double[] kept;

    private Dissimilarity(Kind kind, Matrix rows) {
        this.kind = kind;
        this.rows = rows;
        squares = new double[rows.rows()];
        for (int i = 0; i < squares.length; i++) {
            if (kind == Kind.EUCLIDEAN) {
                squares[i] = chain(i);
            } else {
                dead += toUnit(i) ? 0 : 1;
            }
        }
    }

    static Dissimilarity of(Representation side, Kind kind) {
        return switch (kind) {
            case EUCLIDEAN -> new Dissimilarity(kind, side.centred());
            case COSINE -> new Dissimilarity(kind, side.raw().copy());
            case CORRELATION -> new Dissimilarity(kind, side.raw().copy());
            case CENTRED_CORRELATION -> new Dissimilarity(kind, side.centred().copy());
        };
    }

    /** The square of row i as the products have it, term by term, so that equal rows are 0 apart. */
    private double chain(int i) {
        double[] array = rows.array();
        double sum = 0;
        for (int at = i * rows.columns(); at < (i + 1) * rows.columns(); at++) {
            sum = Math.fma(array[at], array[at], sum);
        }
        return sum;
    }

    /** Divides row i, less its mean for a correlation, by its length; false for one without direction. */
    private boolean toUnit(int i) {
        int p = rows.columns();
        double[] array = rows.array();
        int from = i * p;
        double largest = 0;
        for (int j = from; j < from + p; j++) {
            largest = Math.max(largest, Math.abs(array[j]));
        }
        if (kind != Kind.COSINE) {
            double mean = 0;
            for (int j = from; j < from + p; j++) {
                mean += array[j] / p;
            }
            for (int j = from; j < from + p; j++) {
                array[j] -= mean;
            }
        }
        double norm = DoubleVectors.norm(array, from, p);
        boolean alive = kind == Kind.COSINE ? norm > 0 : norm > largest * p * 0x1p-50;
        for (int j = from; j < from + p; j++) {
            array[j] = alive ? array[j] / norm : 0;
        }
        return alive;
    }

    Kind kind() {
        return kind;
    }

    int inputs() {
        return squares.length;
    }

    /** How many rows have no direction: zeros for a cosine, constants for a correlation. */
    int dead() {
        return dead;
    }

    /** Dissimilarities nearer to one another than this, {@code value} the smaller, are equal but for rounding. */
    double tolerance(int i, double value) {
        return kind == Kind.EUCLIDEAN ? 0x1p-40 * (squares[i] + value) : 0x1p-42;
    }

    /** Of inputs i and j alone. */
    double between(int i, int j) {
        if (kept != null) {
            return i == j ? 0 : kept[at(Math.min(i, j), Math.max(i, j), squares.length)];
        }
        int p = rows.columns();
        return from(i, j, DoubleVectors.dot(rows.array(), i * p, rows.array(), j * p, p));
    }

    /** Looks single ones up from now on, unless there are too many. */
    Dissimilarity keep(Workers workers) {
        kept = squares.length > TriangleScore.MOST_KEPT ? null : pairs(workers);
        return this;
    }

    private double from(int i, int j, double product) {
        double value = kind == Kind.EUCLIDEAN ? squares[i] + squares[j] - 2 * product : 1 - product;
        return Math.max(0, value);
    }

    /** Writes those of rows {@code [from, to)} with the inputs {@code [column, n)} into {@code target}, row by row. */
    void write(int from, int to, int column, double[] target) {
        int n = squares.length;
        int width = n - column;
        DoubleBlock all = DoubleBlock.of(rows.array(), n, rows.columns());
        DoubleBlock products = new DoubleBlock(target, 0, to - from, width, width, 1);
        Arrays.fill(target, 0, (to - from) * width, 0);
        DoubleGemm.accumulate(
                products,
                1,
                all.block(from, to, 0, rows.columns()),
                all.block(column, n, 0, rows.columns()).transpose());
        for (int i = from; i < to; i++) {
            int row = (i - from) * width - column;
            for (int j = column; j < n; j++) {
                target[row + j] = from(i, j, target[row + j]);
            }
        }
    }

    /** Of all pairs {@code i < j}, row by row: pair (i, j) is at {@code at(i, j, n)}. */
    double[] pairs(Workers workers) {
        int n = squares.length;
        checkHeap(n);
        double[] pairs = new double[count(n)];
        workers.run(blocks(n), part -> {
            int first = part * ROWS;
            int last = Math.min(n, first + ROWS);
            double[] block = new double[(last - first) * (n - first)];
            write(first, last, first, block);
            for (int i = first; i < last; i++) {
                int source = (i - first) * (n - first) + i + 1 - first;
                System.arraycopy(block, source, pairs, at(i, i + 1, n), n - i - 1);
            }
        });
        return pairs;
    }

    /** Some of the pairs, from one place to another. */
    @FunctionalInterface
    interface Stretch {
        void run(int from, int to);
    }

    /** Runs over all pairs in stretches of rows, which do not depend on the number of threads. */
    static void rows(int n, Workers workers, Stretch stretch) {
        workers.run(
                blocks(n),
                part -> stretch.run(
                        at(part * ROWS, part * ROWS + 1, n),
                        part == blocks(n) - 1 ? count(n) : at((part + 1) * ROWS, (part + 1) * ROWS + 1, n)));
    }

    private static void checkHeap(int n) {
        long pairs = n * (n - 1L) / 2;
        long bytes = pairs * BYTES_PER_PAIR;
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap || pairs > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("pairs of " + n + " inputs take " + (bytes >> 20)
                    + " MiB, found a heap of " + (heap >> 20) + " MiB; java -Xmx gives more, up to 65536 inputs");
        }
    }

    /** How many pairs of n inputs there are. */
    static int count(int n) {
        return (int) (n * (n - 1L) / 2);
    }

    /** How many blocks of rows there are. */
    static int blocks(int n) {
        return (n + ROWS - 1) / ROWS;
    }

    /** Where pair {@code i < j} of n inputs is. */
    static int at(int i, int j, int n) {
        return (int) (i * (2L * n - i - 1) / 2) + j - i - 1;
    }
}
