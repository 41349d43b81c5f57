package cognate.similarity.representation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A score that is made of products, so that it follows from {@link ShuffledPair} for any other order of the rows. */
final class ProductScore implements Score {
    /** What a shuffled value takes beside the product {@code C = U_xᵀ P U_y}. */
    enum Work {
        PRODUCT(0),
        SINGULAR_VALUES(10),
        SINGULAR_VECTORS(25);

        private final double cubic;

        Work(double cubic) {
            this.cubic = cubic;
        }

        private double operations(double n, double p, double q) {
            return n * p * q + cubic * Math.min(p, q) * p * q;
        }
    }

    private final Pair pair;
    private final Score seen;
    private final double operations;
    private final ToDoubleFunction<ShuffledPair> shuffled;

    private ProductScore(Pair pair, Score seen, double operations, ToDoubleFunction<ShuffledPair> shuffled) {
        this.pair = pair;
        this.seen = seen;
        this.operations = operations;
        this.shuffled = shuffled;
    }

    static Score of(Pair pair, Work work, ToDoubleFunction<ShuffledPair> shuffled, Score seen) {
        SharedBasis basis = pair.basis();
        return new ProductScore(pair, seen, work.operations(pair.inputs(), basis.rankX(), basis.rankY()), shuffled);
    }

    /** Of linear kernels. */
    static Score ofKernels(Pair pair, ToDoubleFunction<ShuffledPair> shuffled, Score seen) {
        return new ProductScore(pair, seen, ShuffledKernels.operations(pair), shuffled);
    }

    @Override
    public double value() {
        return seen.value();
    }

    @Override
    public double chance() {
        return seen.chance();
    }

    @Override
    public List<String> notes() {
        return seen.notes();
    }

    @Override
    public boolean permutes() {
        return true;
    }

    @Override
    public double permuted(int[] order) {
        return permuted(new ShuffledPair(pair, order));
    }

    @Override
    public double permuted(ShuffledPair other) {
        return shuffled.applyAsDouble(other);
    }

    @Override
    public double operations() {
        return operations;
    }
}
