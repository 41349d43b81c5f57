package cognate.similarity.align;

import cognate.autograd.Tape;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.layer.EvaluationMode;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Activation matching (Li et al. 2016, section 3.2; Ainsworth, Hayase, Srinivasa 2023, section 3.1): the order of one
 * network's hidden units in which their activations on a data set correlate best with those of another's, group by
 * group a linear assignment. Samples are examples, of channels the pixels of examples, of recurrent units the steps of
 * sequences. No group's order depends on another's, so one pass finds the best of all. Where correlations tie, as those
 * of units that do not vary on the data, incoming weights decide.
 */
public final class ActivationMatching {
    private static final int BATCH = 250;
    /** How far incoming weights can outweigh a correlation. */
    private static final double TIE = 1e-6;

    private ActivationMatching() {}

    /**
     * The network that computes what {@code b} does, with its hidden units in the order that correlates best with
     * {@code a}.
     *
     * @param data examples for both; recurrent networks see an image as the sequence of its rows
     * @param count examples to take from the start of the data; fewer where there are fewer
     * @throws IllegalArgumentException if the networks have weights of different shapes, or layers of unknown kind, or
     *     the data do not fit them
     */
    public static Sequential align(Sequential a, Sequential b, Dataset data, int count, Workers workers) {
        Sequential copy = b.copy();
        Units units = Units.of(a, copy);
        boolean asRows =
                a.layers().get(0) instanceof Recurrent && data.inputShape().rank() == 3;
        int[] shown = IntStream.range(0, Math.min(count, data.size())).toArray();
        Batches batches = Batches.bounded((asRows ? data.rows() : data).subset(shown), BATCH);
        List<Correlation> correlations = new ArrayList<>();
        Tape tape = Tape.evaluating(workers);
        EvaluationMode modeOfA = EvaluationMode.enter(a);
        EvaluationMode modeOfB = EvaluationMode.enter(b);
        try {
            while (batches.next()) {
                try (tape) {
                    List<Matrix> ofA = HiddenActivations.of(a.layers(), tape, batches.inputs(), batches.lengths());
                    List<Matrix> ofB = HiddenActivations.of(b.layers(), tape, batches.inputs(), batches.lengths());
                    for (int g = 0; g < ofA.size(); g++) {
                        if (correlations.size() == g) {
                            correlations.add(new Correlation(ofA.get(g), ofB.get(g)));
                        }
                        correlations.get(g).add(ofA.get(g), ofB.get(g));
                    }
                }
            }
        } finally {
            modeOfB.leave();
            modeOfA.leave();
        }
        int[][] orders = new int[units.groups()][];
        for (int g = 0; g < orders.length; g++) {
            Matrix similarity = correlations.get(g).values();
            Coupling.add(similarity, bounded(units.incoming(g, orders)));
            orders[g] = Units.best(similarity);
        }
        units.write(orders);
        return copy;
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
