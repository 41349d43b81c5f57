package cognate.similarity.align;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.layer.EvaluationMode;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import cognate.models.layer.Trace;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import cognate.similarity.representation.LayerOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Activation matching (Li et al. 2016, section 3.2; Ainsworth, Hayase, Srinivasa 2023, section 3.1): the order of one
 * network's hidden units in which their activations on a data set correlate best with those of another's, group by
 * group a linear assignment; of odd units by the magnitude of correlations, and then their signs. Samples are examples,
 * of channels the pixels of examples, of recurrent units the steps of sequences; where units stand in several places,
 * as those of a residual stream, it is the mean over these. No group's order depends on another's, so one pass finds
 * the best of all. Where correlations tie, as those of units that do not vary on the data, incoming weights decide.
 */
public final class ActivationMatching {
    private static final int BATCH = 250;
    /** How far weights can outweigh a correlation. */
    private static final double TIE = 1e-6;

    private final Wiring wiring;
    private final Map<String, Correlation> correlations = new LinkedHashMap<>();

    private ActivationMatching(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * The network that computes what {@code b} does, with its hidden units in the order that correlates best with
     * {@code a}; the objective is the mean correlation of partners.
     *
     * @param data examples for both; recurrent networks see an image as the sequence of its rows
     * @param count examples to take from the start of the data; fewer where there are fewer
     * @throws IllegalArgumentException if the networks have weights of different shapes, or the data do not fit them
     */
    public static Aligned match(Sequential a, Sequential b, Dataset data, int count, Workers workers) {
        Sequential copy = b.copy();
        Matching matching = Matching.of(a, copy, true);
        ActivationMatching work = new ActivationMatching(Wiring.of(a));
        boolean asRows =
                data.inputShape().rank() == 3 && a.inputShape(data.inputShape()).rank() == 2;
        int[] shown = IntStream.range(0, Math.min(count, data.size())).toArray();
        work.collect(a, b, Batches.bounded((asRows ? data.rows() : data).subset(shown), BATCH), workers);
        double objective = work.place(matching);
        matching.write(matching.placement());
        return new Aligned(copy, objective);
    }

    /** The network of {@link #match}. */
    public static Sequential align(Sequential a, Sequential b, Dataset data, int count, Workers workers) {
        return match(a, b, data, count, workers).network();
    }

    private void collect(Sequential a, Sequential b, Batches batches, Workers workers) {
        Tape tape = Tape.evaluating(workers);
        EvaluationMode modeOfA = EvaluationMode.enter(a);
        EvaluationMode modeOfB = EvaluationMode.enter(b);
        try {
            while (batches.next()) {
                try (tape) {
                    Map<String, Matrix> ofA = hidden(a, tape, batches);
                    Map<String, Matrix> ofB = hidden(b, tape, batches);
                    ofA.forEach((path, matrix) -> correlations
                            .computeIfAbsent(path, key -> new Correlation(matrix, ofB.get(path)))
                            .add(matrix, ofB.get(path)));
                }
            }
        } finally {
            modeOfB.leave();
            modeOfA.leave();
        }
    }

    /** By part of the network what its units make of a batch, behind the activation. */
    private Map<String, Matrix> hidden(Sequential network, Tape tape, Batches batches) {
        Map<String, Matrix> hidden = new LinkedHashMap<>();
        LayerOutputs.of(network, tape, batches.inputs(), batches.lengths(), new Trace.Listener() {
            @Override
            public void output(String path, Layer layer, Variable value) {
                inner(path, value);
            }

            @Override
            public void inner(String path, Variable value) {
                if (wiring.outputs(path) != Space.FIXED) {
                    hidden.put(path, rows(value.value(), batches.lengths()));
                }
            }
        });
        return hidden;
    }

    /** [rows, units]: a row for an example, a pixel of an example, or a step of a sequence. */
    private static Matrix rows(Tensor value, int[] lengths) {
        int n = value.dim(0);
        if (value.rank() == 4) {
            int pixels = value.dim(2) * value.dim(3);
            return Matrix.of(value.permute(0, 2, 3, 1).copy().reshape(n * pixels, value.dim(1)));
        }
        float[] values = value.toArray();
        int units = value.dim(-1);
        int steps = value.rank() == 3 ? value.dim(1) : 1;
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int length = value.rank() == 3 && lengths != null ? lengths[i] : steps;
            for (int t = 0; t < length; t++) {
                double[] row = new double[units];
                for (int u = 0; u < units; u++) {
                    row[u] = values[(i * steps + t) * units + u];
                }
                rows.add(row);
            }
        }
        return Matrix.ofRows(rows.toArray(double[][]::new));
    }

    /** Places all groups; the mean correlation of the units that meet. */
    private double place(Matching matching) {
        double sum = 0;
        int count = 0;
        boolean[] known = new boolean[matching.size()];
        for (int g = 0; g < matching.groups().size(); g++) {
            Group group = matching.groups().get(g);
            Matrix correlation = correlation(group);
            Matrix similarity = correlation.copy();
            Coupling.add(similarity, bounded(matching.similarity(g, true, known)));
            int[] best = matching.place(g, similarity);
            for (int i = 0; i < best.length; i++) {
                double value = correlation.get(i, best[i]);
                sum += similarity.get(i, best[i]) < 0 && matching.isOdd(g) ? -value : value;
            }
            count += best.length;
            Starts.know(group, known);
        }
        return count == 0 ? 1 : sum / count;
    }

    /** The mean correlation over the places of a group, [units of A, units of B]. */
    private Matrix correlation(Group group) {
        Matrix sum = Matrix.zeros(group.size(), group.size());
        int places = 0;
        for (Map.Entry<String, Correlation> entry : correlations.entrySet()) {
            int[][] own = Side.places(wiring.outputs(entry.getKey()), group);
            if (own != null) {
                places++;
                Matrix values = entry.getValue().values();
                for (int i = 0; i < own.length; i++) {
                    for (int j = 0; j < own.length; j++) {
                        sum.set(i, j, sum.get(i, j) + values.get(own[i][0], own[j][0]));
                    }
                }
            }
        }
        return places == 0 ? sum : sum.scale(1.0 / places);
    }

    private static Matrix bounded(Matrix products) {
        double largest = Arrays.stream(products.array()).map(Math::abs).max().orElse(0);
        double factor = largest > 0 ? TIE / largest : 0;
        return Matrix.of(
                Arrays.stream(products.array()).map(value -> factor * value).toArray(),
                products.rows(),
                products.columns());
    }
}
