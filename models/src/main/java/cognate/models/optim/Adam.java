package cognate.models.optim;

import cognate.autograd.Parameter;
import cognate.engine.kernel.map.Update;
import cognate.engine.tensor.Tensor;
import java.util.Collection;

/** Adam (Kingma, Ba 2015, algorithm 1) with PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8. */
public final class Adam extends Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final float weightDecay;
    private final Tensor[] means;
    private final Tensor[] variances;
    private final double[] power1;
    private final double[] power2;

    /**
     * An optimizer of these parameters.
     *
     * @param weightDecay L2 penalty, added to the gradient
     */
    public Adam(Collection<Parameter> parameters, float learningRate, float weightDecay) {
        super(parameters, learningRate);
        this.weightDecay = weightDecay;
        int n = parameters().size();
        means = new Tensor[n];
        variances = new Tensor[n];
        power1 = new double[n];
        power2 = new double[n];
        for (int i = 0; i < n; i++) {
            power1[i] = 1;
            power2[i] = 1;
            means[i] = Tensor.zeros(parameters().get(i).shape());
            variances[i] = Tensor.zeros(parameters().get(i).shape());
        }
    }

    @Override
    public void step() {
        for (int i = 0; i < means.length; i++) {
            Parameter p = parameters().get(i);
            if (p.hasGradient()) {
                step(i, p);
            }
        }
    }

    private void step(int i, Parameter p) {
        power1[i] *= BETA1;
        power2[i] *= BETA2;
        Update.adam(
                p.value(),
                p.gradient(),
                means[i],
                variances[i],
                (float) (learningRate() / (1 - power1[i])),
                (float) (1 / Math.sqrt(1 - power2[i])),
                BETA1,
                BETA2,
                EPSILON,
                weightDecay);
    }
}
