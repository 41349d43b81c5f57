package cognate.models.train;

import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;

/** Data as networks look at them. */
public final class Inputs {
    private Inputs() {}

    /** The view that networks of an architecture take: recurrent ones see an image as the sequence of its rows. */
    public static Dataset of(Architecture architecture, Dataset data) {
        return architecture.family().isRecurrent() && data.inputShape().rank() == 3 ? data.rows() : data;
    }
}
