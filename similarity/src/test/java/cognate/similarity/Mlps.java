package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;

/** Networks that tests compare. */
public final class Mlps {
    private Mlps() {}

    /** The network 4-5-6-3 of the seed 42, whose numbers follow on matrices of sizes 60×5, 3×7 and 60×7. */
    public static Sequential reference(Activation.Kind kind) {
        return of(new Lcg(42).skip(60 * 5 + 3 * 7 + 60 * 7), kind);
    }

    /** The network 4-5-6-3 of another seed. */
    public static Sequential other(Activation.Kind kind) {
        return of(new Lcg(43), kind);
    }

    private static Sequential of(Lcg lcg, Activation.Kind kind) {
        Tensor w1 = lcg.tensor(5, 4);
        Tensor w2 = lcg.tensor(6, 5);
        Tensor w3 = lcg.tensor(3, 6);
        return new Sequential(
                new Linear(w1, lcg.tensor(5)),
                new Activation(kind),
                new Linear(w2, lcg.tensor(6)),
                new Activation(kind),
                new Linear(w3, lcg.tensor(3)));
    }

    /** An untrained network of a specification. */
    public static Sequential random(String model, int inputs, int classes, long seed) {
        return Architecture.of(model, Shape.of(inputs), classes).build(RandomStream.of(seed));
    }
}
