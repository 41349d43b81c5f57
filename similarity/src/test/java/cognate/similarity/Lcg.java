package cognate.similarity;

import cognate.engine.tensor.Tensor;

/** The generator s ← (1103515245 s + 12345) mod 2³¹ with entries s/2³¹ − 0.5, which any program rebuilds exactly. */
public final class Lcg {
    private long state;

    public Lcg(long seed) {
        state = seed;
    }

    public double next() {
        state = (1103515245 * state + 12345) % (1L << 31);
        return (double) state / (1L << 31) - 0.5;
    }

    /** Entries in row-major order. */
    public Tensor tensor(int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.array()[i] = (float) next();
        }
        return tensor;
    }

    /** Passes over entries. */
    public Lcg skip(int entries) {
        for (int i = 0; i < entries; i++) {
            next();
        }
        return this;
    }
}
