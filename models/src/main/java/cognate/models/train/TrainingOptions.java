package cognate.models.train;

import cognate.autograd.Parameter;
import cognate.models.optim.Adam;
import cognate.models.optim.Optimizer;
import cognate.models.optim.Schedule;
import cognate.models.optim.Sgd;
import java.util.Collection;

/**
 * How one network is trained.
 *
 * @param epochs passes over the training part; 0 leaves the network as it was initialized
 * @param batchSize examples a step; the last batch of an epoch holds what is left
 * @param learningRate before the schedule's factor
 * @param momentum of SGD
 * @param weightDecay L2 penalty, added to the gradient as in PyTorch
 * @param schedule the learning rate's factor by epoch
 * @param clipNorm largest norm of the whole gradient; 0 for no limit
 */
public record TrainingOptions(
        int epochs,
        int batchSize,
        float learningRate,
        float momentum,
        float weightDecay,
        Algorithm algorithm,
        Schedule schedule,
        float clipNorm) {
    /** Which optimizer. */
    public enum Algorithm {
        SGD,
        ADAM
    }

    public TrainingOptions {
        check(epochs >= 0, "epochs: at least 0", epochs);
        check(batchSize >= 1, "batch-size: at least 1", batchSize);
        check(learningRate >= 0 && learningRate <= Float.MAX_VALUE, "lr: a number from 0", learningRate);
        check(momentum >= 0 && momentum < 1, "momentum: a number in [0, 1)", momentum);
        check(weightDecay >= 0 && weightDecay <= Float.MAX_VALUE, "weight-decay: a number from 0", weightDecay);
        check(clipNorm >= 0 && clipNorm <= Float.MAX_VALUE, "clip-norm: a number from 0", clipNorm);
    }

    private static void check(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", found " + found);
        }
    }

    Optimizer optimizer(Collection<Parameter> parameters) {
        return algorithm == Algorithm.ADAM
                ? new Adam(parameters, learningRate, weightDecay)
                : new Sgd(parameters, learningRate, momentum, weightDecay, false);
    }
}
