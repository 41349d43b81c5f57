package cognate.models.optim;

import cognate.autograd.Parameter;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import java.util.List;

/** Keeps the gradient of a whole network short (Pascanu, Mikolov, Bengio 2013). */
public final class GradientClipping {
    private GradientClipping() {}

    /**
     * Scales all gradients together so that the Euclidean norm of the whole is at most {@code maximum}, as PyTorch's
     * {@code clip_grad_norm_} does.
     *
     * @return the norm before
     */
    public static double clipNorm(List<Parameter> parameters, double maximum) {
        double squares = 0;
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).hasGradient()) {
                squares += Reduce.squaredNorm(parameters.get(i).gradient());
            }
        }
        double norm = Math.sqrt(squares);
        float factor = (float) (maximum / (norm + 1e-6)); // PyTorch's guard against a norm of zero
        for (int i = 0; factor < 1 && i < parameters.size(); i++) {
            if (parameters.get(i).hasGradient()) {
                Elementwise.scale(
                        parameters.get(i).gradient(), parameters.get(i).gradient(), factor);
            }
        }
        return norm;
    }
}
