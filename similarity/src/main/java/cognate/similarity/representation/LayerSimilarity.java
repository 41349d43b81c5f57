package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.List;
import java.util.stream.IntStream;

/** How alike any two of several networks are at one layer. */
public final class LayerSimilarity {
    private final double[][] values;
    private final double chance;

    private LayerSimilarity(double[][] values, double chance) {
        this.values = values;
        this.chance = chance;
    }

    /** The measure; of one that is not symmetric, the mean of both sides' turns as X. */
    private static double value(Measure measure, Pair pair) {
        double value = measure.prepare(pair, Workers.single()).value();
        if (measure.symmetric()) {
            return value;
        }
        Measure reversed = Measures.of(measure + ".reversed");
        return (value + reversed.prepare(pair, Workers.single()).value()) / 2;
    }

    /**
     * Of activations [n, p] of every network for the same n inputs; p may differ.
     *
     * @param names of the networks, for messages
     * @throws IllegalArgumentException if the numbers of inputs differ, or a network's activations are not finite or
     *     all constant
     */
    public static LayerSimilarity of(List<String> names, List<Matrix> activations, Measure measure, Workers workers) {
        int n = activations.size();
        Representation[] sides = new Representation[n];
        workers.run(n, i -> {
            sides[i] = Representation.of(activations.get(i), names.get(i));
            sides[i].centred();
        });
        double[][] values = new double[n][n];
        double[] chances = new double[n];
        workers.run(n, i -> {
            values[i][i] = 1;
            for (int j = 0; j < i; j++) {
                values[i][j] = value(measure, Pair.of(sides[i], sides[j]));
            }
            Pair next = Pair.of(sides[i], sides[(i + 1) % n]);
            chances[i] = measure.prepare(next, Workers.single()).chance();
        });
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                values[i][j] = values[j][i];
            }
        }
        return new LayerSimilarity(
                values,
                IntStream.range(0, n).mapToDouble(i -> chances[i]).average().orElseThrow());
    }

    /** [networks, networks], symmetric, in [0, 1], 1 on the diagonal. */
    public double[][] values() {
        return values;
    }

    /** What the measure gives for unrelated representations of these sizes: the mean over each network and the next. */
    public double chance() {
        return chance;
    }
}
