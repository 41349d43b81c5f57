package cognate.models.optim;

import cognate.autograd.Parameter;
import cognate.engine.kernel.map.Update;
import cognate.engine.tensor.Tensor;
import java.util.Collection;

/** Stochastic gradient descent with momentum, Nesterov momentum and weight decay, as PyTorch's SGD defines them. */
public final class Sgd extends Optimizer {
    private final float momentum;
    private final float weightDecay;
    private final boolean nesterov;
    private final Tensor[] velocities;

    /**
     * An optimizer of these parameters.
     *
     * @param momentum share of the velocity kept at each step, in [0, 1)
     * @param weightDecay L2 penalty, added to the gradient
     * @param nesterov whether to look ahead along the velocity; needs a momentum
     */
    public Sgd(
            Collection<Parameter> parameters, float learningRate, float momentum, float weightDecay, boolean nesterov) {
        super(parameters, learningRate);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("sgd: Nesterov needs a momentum above 0, found 0");
        }
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.nesterov = nesterov;
        velocities = new Tensor[parameters().size()];
        for (int i = 0; momentum != 0 && i < velocities.length; i++) {
            velocities[i] = Tensor.zeros(parameters().get(i).shape());
        }
    }

    @Override
    public void step() {
        for (int i = 0; i < velocities.length; i++) {
            Parameter p = parameters().get(i);
            if (p.hasGradient()) {
                Update.sgd(p.value(), p.gradient(), velocities[i], learningRate(), momentum, 0, weightDecay, nesterov);
            }
        }
    }
}
