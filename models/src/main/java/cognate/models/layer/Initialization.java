package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * Ways to draw a tensor's first values, in row-major order. The fan-in of a weight [out, in, ...] is the size of one of
 * its rows, the fan-out is out times what follows in.
 */
public final class Initialization {
    private Initialization() {}

    /** Uniform in [-bound, bound). */
    public static void uniform(Tensor tensor, float bound, RandomStream random) {
        float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (2 * random.nextFloat() - 1) * bound;
        }
        tensor.copyFrom(Tensor.of(values, tensor.shape()));
    }

    /** Weight and then bias, which may be null, uniform within ±1/√fan-in: PyTorch's default of most layers. */
    static void uniformByInputs(Tensor weight, Tensor bias, RandomStream random) {
        float bound = (float) (1 / Math.sqrt((double) weight.size() / weight.dim(0)));
        uniform(weight, bound, random);
        if (bias != null) {
            uniform(bias, bound, random);
        }
    }

    /** Normal with mean 0. */
    public static void normal(Tensor tensor, double deviation, RandomStream random) {
        float[] values = new float[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        tensor.copyFrom(Tensor.of(values, tensor.shape()));
    }

    /** Uniform within ±√(6/fan-in), for rectifiers (He et al. 2015, eq. 10). */
    public static void kaimingUniform(Tensor weight, RandomStream random) {
        uniform(weight, (float) Math.sqrt(6.0 / fanIn(weight)), random);
    }

    /** Normal with deviation √(2/fan-in), for rectifiers (He et al. 2015, eq. 10). */
    public static void kaimingNormal(Tensor weight, RandomStream random) {
        normal(weight, Math.sqrt(2.0 / fanIn(weight)), random);
    }

    /** Normal with deviation √(2/fan-out), for rectifiers backwards (He et al. 2015, eq. 14). */
    public static void kaimingNormalByOutputs(Tensor weight, RandomStream random) {
        fanIn(weight); // checks the shape
        normal(weight, Math.sqrt(2.0 / fanOut(weight)), random);
    }

    /** Uniform within ±√(6/(fan-in + fan-out)) (Glorot, Bengio 2010, eq. 16). */
    public static void xavierUniform(Tensor weight, RandomStream random) {
        uniform(weight, (float) Math.sqrt(6.0 / (fanIn(weight) + fanOut(weight))), random);
    }

    /** Normal with deviation √(2/(fan-in + fan-out)) (Glorot, Bengio 2010, eq. 12). */
    public static void xavierNormal(Tensor weight, RandomStream random) {
        normal(weight, Math.sqrt(2.0 / (fanIn(weight) + fanOut(weight))), random);
    }

    private static int fanIn(Tensor weight) {
        ShapeException.check(
                weight.rank() >= 2 && weight.size() > 0, "initialization: weight [out, in, ...]", weight.shape());
        return weight.size() / weight.dim(0);
    }

    private static int fanOut(Tensor weight) {
        return weight.size() / weight.dim(1);
    }
}
