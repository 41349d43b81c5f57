package cognate.similarity.representation;

import cognate.autograd.Tape;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.layer.EvaluationMode;
import cognate.models.layer.Sequential;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What each layer of a network makes of the first examples of a data set. A layer is one with parameters together with
 * the batch normalization and activation right behind it ({@link LayerOutputs}), named by its position and kind, as in
 * {@code 0 Conv2d}, or, within a residual block, {@code 3.conv1 Conv2d}.
 */
public final class LayerActivations {
    private static final int BATCH = 250;

    /** How feature maps [n, c, h, w] and sequences [n, steps, c] become matrices. */
    public enum Form {
        /** One row an example: the mean over the pixels, the last step of the sequence. */
        EXAMPLES,
        /** One row a pixel of an example, [n·h·w, c]; of a sequence one matrix a step, named {@code 0 Gru @3}. */
        PLACES,
        /** One row an example, all its pixels or steps in it, [n, c·h·w] (Kornblith et al. 2019). */
        FLATTENED;

        /** In a sentence, as an output says it. */
        public String words() {
            return switch (this) {
                case EXAMPLES -> "examples: the mean over pixels, the last step of a sequence";
                case PLACES -> "places: every pixel or step by itself";
                case FLATTENED -> "flattened: all pixels or steps of an example in one row";
            };
        }

        /** As in an option, {@code examples}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The matrix of activations [n, p], of feature maps [n, c, h, w] or of sequences [n, steps, units]; places of
         * sequences are rows as well, [n·steps, units].
         *
         * @param values row-major
         * @throws IllegalArgumentException if there are other numbers of dimensions
         */
        public Matrix matrix(double[] values, Shape shape) {
            int n = shape.rank() == 0 ? 0 : shape.dim(0);
            int width = n == 0 ? 0 : values.length / n;
            if (shape.rank() == 2 || this == FLATTENED && (shape.rank() == 3 || shape.rank() == 4)) {
                return Matrix.of(values, n, width);
            }
            if (shape.rank() == 3) {
                int units = shape.dim(2);
                Matrix steps = Matrix.of(values, n * shape.dim(1), units);
                return this == PLACES ? steps : Matrix.of(values, n, width).block(0, n, width - units, width);
            }
            if (shape.rank() != 4) {
                throw new IllegalArgumentException(
                        "[inputs, neurons], [inputs, channels, height, width] or [inputs, steps, units], found "
                                + shape);
            }
            int channels = shape.dim(1);
            int pixels = shape.dim(2) * shape.dim(3);
            Matrix result = this == PLACES ? Matrix.zeros(n * pixels, channels) : Matrix.zeros(n, channels);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < channels; c++) {
                    int at = (i * channels + c) * pixels;
                    double sum = 0;
                    for (int pixel = 0; pixel < pixels; pixel++) {
                        sum += values[at + pixel];
                        if (this == PLACES) {
                            result.set(i * pixels + pixel, c, values[at + pixel]);
                        }
                    }
                    if (this == EXAMPLES) {
                        result.set(i, c, sum / pixels);
                    }
                }
            }
            return result;
        }
    }

    private final Form form;
    private final int examples;
    private final Map<String, Matrix> matrices = new LinkedHashMap<>();

    private LayerActivations(Form form, int examples) {
        this.form = form;
        this.examples = examples;
    }

    /**
     * Collects activations in evaluation mode; afterwards the network is as it was.
     *
     * @param count examples to take from the start of the data; fewer where there are fewer
     * @return by layer, in network order, [n, p] each
     * @throws IllegalArgumentException if steps are wanted, one by one or side by side, and the sequences differ in
     *     length
     */
    public static Map<String, Matrix> of(Sequential network, Dataset data, int count, Form form, Workers workers) {
        int examples = Math.min(count, data.size());
        for (int i = 0; i < examples && data.isSequence() && form != Form.EXAMPLES; i++) {
            if (data.length(i) != data.inputShape().dim(0)) {
                throw new IllegalArgumentException("activations: expected sequences of "
                        + data.inputShape().dim(0) + " steps to look at each of them, found " + data.length(i));
            }
        }
        LayerActivations result = new LayerActivations(form, examples);
        Batches batches = Batches.bounded(data, BATCH);
        EvaluationMode mode = EvaluationMode.enter(network);
        Tape tape = Tape.evaluating(workers);
        try {
            for (int from = 0; from < result.examples && batches.next(); from += batches.batchSize()) {
                try (tape) {
                    int first = from;
                    LayerOutputs.of(network, tape, batches.inputs(), batches.lengths(), (path, layer, value) -> {
                        String name = path + " " + layer.getClass().getSimpleName();
                        result.take(name, value.value(), batches.lengths(), first);
                    });
                }
            }
        } finally {
            mode.leave();
        }
        return result.matrices;
    }

    private void take(String name, Tensor value, int[] lengths, int from) {
        float[] values = value.toArray();
        int rows = Math.min(value.dim(0), examples - from);
        if (value.rank() > 2 && form == Form.FLATTENED) {
            int columns = value.size() / value.dim(0);
            for (int i = 0; i < rows; i++) {
                row(name, examples, columns, from + i, values, i * columns, 1);
            }
        } else if (value.rank() == 4) {
            maps(name, value, values, rows, from);
        } else if (value.rank() == 3) {
            sequences(name, value, values, rows, lengths, from);
        } else {
            int columns = value.dim(1);
            for (int i = 0; i < rows; i++) {
                row(name, examples, columns, from + i, values, i * columns, 1);
            }
        }
    }

    private void maps(String name, Tensor value, float[] values, int rows, int from) {
        int channels = value.dim(1);
        int pixels = value.dim(2) * value.dim(3);
        for (int i = 0; i < rows; i++) {
            int start = i * channels * pixels;
            if (form == Form.PLACES) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    row(name, examples * pixels, channels, (from + i) * pixels + pixel, values, start + pixel, pixels);
                }
            } else {
                float[] means = new float[channels];
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int pixel = 0; pixel < pixels; pixel++) {
                        sum += values[start + c * pixels + pixel];
                    }
                    means[c] = (float) (sum / pixels);
                }
                row(name, examples, channels, from + i, means, 0, 1);
            }
        }
    }

    private void sequences(String name, Tensor value, float[] values, int rows, int[] lengths, int from) {
        int steps = value.dim(1);
        int units = value.dim(2);
        for (int i = 0; i < rows; i++) {
            int length = lengths == null ? steps : lengths[i];
            if (form == Form.EXAMPLES) {
                row(name, examples, units, from + i, values, (i * steps + length - 1) * units, 1);
            } else {
                for (int t = 0; t < steps; t++) {
                    row(name + " @" + t, examples, units, from + i, values, (i * steps + t) * units, 1);
                }
            }
        }
    }

    private void row(String name, int rows, int columns, int row, float[] values, int at, int stride) {
        Matrix matrix = matrices.computeIfAbsent(name, key -> Matrix.zeros(rows, columns));
        for (int j = 0; j < columns; j++) {
            matrix.set(row, j, values[at + j * stride]);
        }
    }
}
