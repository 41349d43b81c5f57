package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.List;
import java.util.stream.IntStream;

/** How alike any two of several networks are at one layer. */
public final class LayerSimilarity {
    /** The measures that are taken. */
    public enum Measure {
        /** Projection weighted canonical correlation, the mean of both sides' turns as the reference. */
        PWCCA("pwcca") {
            @Override
            double of(Representation x, Representation y) {
                Cca cca = Cca.of(SharedBasis.of(x, y));
                return (Pwcca.of(cca) + Pwcca.reversed(cca)) / 2;
            }

            @Override
            double chance(Representation x, Representation y) {
                SharedBasis basis = SharedBasis.of(x, y);
                return Baselines.meanCorrelation(basis.rankX(), basis.rankY(), x.inputs());
            }
        },
        /** Linear centred kernel alignment. */
        CKA("cka.linear") {
            @Override
            double of(Representation x, Representation y) {
                return Cka.linear(x, y);
            }

            @Override
            double chance(Representation x, Representation y) {
                return Baselines.linearAlignment(x, y);
            }
        };

        private final String name;

        Measure(String name) {
            this.name = name;
        }

        abstract double of(Representation x, Representation y);

        abstract double chance(Representation x, Representation y);

        /** The name that it has everywhere. */
        @Override
        public String toString() {
            return name;
        }
    }

    private final double[][] values;
    private final double chance;

    private LayerSimilarity(double[][] values, double chance) {
        this.values = values;
        this.chance = chance;
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
                values[i][j] = measure.of(sides[i], sides[j]);
            }
            chances[i] = measure.chance(sides[i], sides[(i + 1) % n]);
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
