package cognate.models.train;

import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.kernel.map.Softmax;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.layer.EvaluationMode;
import cognate.models.layer.Sequential;

/**
 * How well a network does on a data set.
 *
 * @param loss mean cross-entropy in nats; NaN of an empty set
 * @param accuracy share of the labels that got the largest logit, in [0, 1]; NaN of an empty set
 */
public record Evaluation(double loss, double accuracy) {
    /** Or fewer, of large examples. */
    private static final int BATCH = 500;

    /** Evaluates with dropout off and running statistics; afterwards the network is as it was. */
    public static Evaluation of(Sequential network, Dataset data, Workers workers) {
        Tally tally = new Tally();
        Batches batches = Batches.bounded(data, BATCH);
        EvaluationMode mode = EvaluationMode.enter(network);
        Tape tape = Tape.evaluating(workers);
        try {
            while (batches.next()) {
                add(network, tape, batches, tally);
            }
        } finally {
            mode.leave();
        }
        return tally.evaluation();
    }

    private static void add(Sequential network, Tape tape, Batches batches, Tally tally) {
        try (tape) {
            Variable logits = logits(network, tape, batches);
            Tensor probabilities = tape.allocate(logits.shape());
            float loss = Softmax.crossEntropy(probabilities, logits.value(), batches.labels(), 0);
            tally.add(logits.value(), batches.labels(), loss);
        }
    }

    /** The network's outputs for the current batch, [rows, classes]; of labelled steps one row a step. */
    static Variable logits(Sequential network, Tape tape, Batches batches) {
        Variable logits = network.forward(tape, tape.constant(batches.inputs()), batches.lengths());
        int classes = logits.dim(-1);
        return logits.shape().rank() == 2
                ? logits
                : ShapeOps.reshape(tape, logits, logits.value().size() / classes, classes);
    }

    /** Running sums over batches. */
    static final class Tally {
        private double loss;
        private long correct;
        private long counted;

        /** Adds a batch whose mean loss is given. */
        void add(Tensor logits, int[] labels, float meanLoss) {
            int classes = logits.dim(1);
            int rows = 0;
            for (int i = 0; i < logits.dim(0); i++) {
                if (labels[i] >= 0) {
                    rows++;
                    int best = Reduce.argmax(logits.array(), logits.offset() + i * classes, classes);
                    correct += best == labels[i] ? 1 : 0;
                }
            }
            loss += (double) meanLoss * rows;
            counted += rows;
        }

        Evaluation evaluation() {
            return new Evaluation(loss / counted, (double) correct / counted);
        }
    }
}
