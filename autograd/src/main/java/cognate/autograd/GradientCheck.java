package cognate.autograd;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Locale;
import java.util.function.Function;

/** Compares an operation's backward with central finite differences. */
public final class GradientCheck {
    private static final float STEP = 0x1p-7f;
    /** Of partial derivatives that are zero the differences are not quite. */
    private static final double FLOOR = 0x1p-5;

    private GradientCheck() {}

    /**
     * Checks every partial derivative of the scalar {@code Σ rᵢ f(…)ᵢ} for random weights r by every element of every
     * parameter that {@code f} reads.
     *
     * @param tolerance largest error allowed, relative to the parameter's largest difference quotient (or 1 / 32)
     * @throws AssertionError naming the first element that is off
     */
    public static void check(double tolerance, Function<Tape, Variable> f, Parameter... parameters) {
        Tape tape = new Tape(Workers.single());
        Tensor weights;
        try (tape) {
            for (Parameter parameter : parameters) {
                parameter.zeroGradient();
            }
            Variable y = f.apply(tape);
            weights = Tensor.zeros(y.shape());
            RandomStream random = RandomStream.of(7).split("gradient check");
            for (int i = 0; i < weights.size(); i++) {
                weights.array()[i] = 2 * random.nextFloat() - 1;
            }
            tape.backward(y, weights);
        }
        for (int p = 0; p < parameters.length; p++) {
            double[] expected = new double[parameters[p].shape().size()];
            double scale = FLOOR;
            for (int i = 0; i < expected.length; i++) {
                expected[i] = difference(tape, f, weights, parameters[p].value(), i);
                scale = Math.max(scale, Math.abs(expected[i]));
            }
            float[] found = parameters[p].gradient().toArray();
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(found[i] - expected[i]) <= tolerance * scale)) {
                    throw new AssertionError(String.format(
                            Locale.ROOT,
                            "parameter %d %s, element %d: finite difference %g, backward %g",
                            p,
                            parameters[p].shape(),
                            i,
                            expected[i],
                            found[i]));
                }
            }
        }
    }

    private static double difference(Tape tape, Function<Tape, Variable> f, Tensor weights, Tensor x, int i) {
        int position = x.offset() + i;
        float kept = x.array()[position];
        x.array()[position] = kept + STEP;
        double above = evaluate(tape, f, weights);
        x.array()[position] = kept - STEP;
        double below = evaluate(tape, f, weights);
        x.array()[position] = kept;
        return (above - below) / ((double) (kept + STEP) - (kept - STEP));
    }

    private static double evaluate(Tape tape, Function<Tape, Variable> f, Tensor weights) {
        try (tape) {
            Tensor y = f.apply(tape).value();
            double sum = 0;
            for (int i = 0; i < y.size(); i++) {
                sum += (double) weights.array()[i] * y.array()[y.offset() + i];
            }
            return sum;
        }
    }
}
