package cognate.models.optim;

import cognate.autograd.Parameter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Changes parameters by their gradients. */
public abstract class Optimizer {
    private final List<Parameter> parameters;
    private float learningRate;

    Optimizer(Collection<Parameter> parameters, float learningRate) {
        this.parameters = List.copyOf(new LinkedHashSet<>(parameters)); // one that several layers share counts once
        setLearningRate(learningRate);
    }

    public final List<Parameter> parameters() {
        return parameters;
    }

    public final float learningRate() {
        return learningRate;
    }

    public final void setLearningRate(float learningRate) {
        if (!(learningRate >= 0)) {
            throw new IllegalArgumentException("learning rate: at least 0, found " + learningRate);
        }
        this.learningRate = learningRate;
    }

    public final void zeroGradients() {
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).zeroGradient();
        }
    }

    /** Changes every parameter that received a gradient since the last {@link #zeroGradients()}. */
    public abstract void step();
}
