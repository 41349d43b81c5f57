package cognate.similarity.representation;

import java.util.List;
import java.util.function.DoubleSupplier;

/** What a measure says of one {@link Pair}, with what is needed to say it of the same pair with its rows shuffled. */
public interface Score {
    /** The measure of the pair as it is; computed once. */
    double value();

    /** The mean for unrelated representations of these sizes and spectra; NaN where there is no formula for it. */
    default double chance() {
        return Double.NaN;
    }

    /** Whether {@link #permuted} can be asked. */
    default boolean permutes() {
        return false;
    }

    /**
     * The measure of X and Y, row i of Y replaced by its row {@code order[i]}. Threads may ask at the same time.
     *
     * @throws UnsupportedOperationException where {@link #permutes} is false
     */
    default double permuted(int[] order) {
        throw new UnsupportedOperationException("score: a measure of shuffled rows, found none");
    }

    /** As {@link #permuted(int[])}, with what the measures of one order share. */
    default double permuted(ShuffledPair pair) {
        return permuted(pair.order());
    }

    /** The multiply-adds that one shuffled value takes, about; NaN if only the measure's {@link Measure.Cost} tells. */
    default double operations() {
        return Double.NaN;
    }

    /** What a reader of this number has to know, one sentence each, as of rows that were left out. */
    default List<String> notes() {
        return List.of();
    }

    /** A number alone. */
    static Score of(double value) {
        return of(value, () -> Double.NaN);
    }

    /** A number and what it is by chance, which is computed now. */
    static Score of(double value, DoubleSupplier chance) {
        double mean = chance.getAsDouble();
        return new Score() {
            @Override
            public double value() {
                return value;
            }

            @Override
            public double chance() {
                return mean;
            }
        };
    }
}
