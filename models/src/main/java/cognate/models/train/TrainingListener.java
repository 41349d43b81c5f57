package cognate.models.train;

import cognate.models.layer.Sequential;
import cognate.models.optim.Optimizer;

/** What wants to know, or to change, how training goes: called on the thread that trains; the default does nothing. */
public interface TrainingListener {
    /** Called before the first step, with the initial parameters in place. */
    default void start(Sequential network, Optimizer optimizer) {}

    /**
     * Called after every optimizer step; may change parameters.
     *
     * @param step number of steps taken, counted from 1
     */
    default void step(long step) {}

    /**
     * Called after the last step of every epoch, before the test part is evaluated; may change parameters.
     *
     * @param epoch counted from 1
     */
    default void epochEnd(int epoch) {}

    /** Called after every epoch with its figures. */
    default void measured(Metrics metrics) {}
}
