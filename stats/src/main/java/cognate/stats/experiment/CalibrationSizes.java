package cognate.stats.experiment;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.similarity.representation.LayerComparison;
import cognate.similarity.representation.Measures;
import cognate.similarity.representation.NullScores;
import cognate.similarity.representation.RepresentationMeasures;
import cognate.similarity.representation.RowOrders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the p-values of similarity scores reject a true hypothesis, and find a false one, by simulation.
 *
 * @param shares by measure, share of pairs with p ≤ .05 of those that have a null; {@link #FAMILY} is the p-value of
 *     all measures, or layers, together
 */
record CalibrationSizes(Map<String, Double> shares) {
    static final String FAMILY = "family";
    private static final double LEVEL = 0.05;
    private static final int STEPS = 6;

    /** The law of activations. */
    enum Law {
        GAUSSIAN,
        RECTIFIED,
        /** Student's t with two degrees of freedom: no variance. */
        HEAVY_TAILED;

        /** [n, p], the j-th neuron with a scale of {@code 1/√j}. */
        Matrix draw(int n, int p, RandomStream stream) {
            Matrix result = Matrix.zeros(n, p);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < p; j++) {
                    double value = stream.nextGaussian();
                    if (this == RECTIFIED) {
                        value = StrictMath.max(0, value);
                    } else if (this == HEAVY_TAILED) {
                        value /= StrictMath.sqrt(-StrictMath.log(1 - stream.nextDouble()));
                    }
                    result.set(i, j, value / StrictMath.sqrt(j + 1));
                }
            }
            return result;
        }
    }

    /** What is compared. */
    enum Kind {
        /** Independent matrices, 50 to 500 inputs, 4 neurons to four times as many as inputs. */
        PAIRS,
        /** Independent inputs seen by two networks of three layers each: any layer with any other. */
        LAYERS,
        /** Six steps of each of 30 inputs, of which all depend on the input, and on the step on both sides alike. */
        BLOCKS,
        /** The same with rows that are shuffled one by one: it must reject too often. */
        FREE_ROWS,
        /** Y is a linear map of X with noise of the same size: it must reject. */
        RELATED
    }

    /** Simulates; equal streams give equal shares for any number of workers. */
    static CalibrationSizes simulate(
            Law law, Kind kind, int simulations, int permutations, RandomStream stream, Workers workers) {
        Map<?, ?>[] found = new Map<?, ?>[simulations];
        workers.run(simulations, i -> {
            RandomStream draws = stream.split(i);
            found[i] = kind == Kind.LAYERS
                    ? layers(law, draws, permutations, i)
                    : measures(kind, pair(law, kind, draws), permutations, i);
        });
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Map<?, ?> one : found) {
            one.forEach((name, p) -> {
                int[] count = counts.computeIfAbsent((String) name, key -> new int[2]);
                count[0] += (Double) p <= LEVEL + 1e-12 ? 1 : 0;
                count[1]++;
            });
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((name, count) -> shares.put(name, (double) count[0] / count[1]));
        return new CalibrationSizes(shares);
    }

    private static Matrix[] pair(Law law, Kind kind, RandomStream stream) {
        if (kind == Kind.BLOCKS || kind == Kind.FREE_ROWS) {
            Matrix steps = law.draw(STEPS, 4, stream);
            return new Matrix[] {inSteps(law, 30, 6, steps, stream), inSteps(law, 30, 9, steps, stream)};
        }
        int n = (int) between(50, 500, stream);
        if (kind == Kind.RELATED) {
            int p = (int) between(4, n / 4.0, stream);
            Matrix x = law.draw(n, p, stream);
            int q = (int) between(4, n / 4.0, stream);
            Matrix noise = law.draw(n, q, stream);
            return new Matrix[] {x, x.times(Law.GAUSSIAN.draw(p, q, stream)).add(noise)};
        }
        return new Matrix[] {
            law.draw(n, (int) between(4, 4.0 * n, stream), stream),
            law.draw(n, (int) between(4, 4.0 * n, stream), stream)
        };
    }

    /** Uniform on the scale of logarithms. */
    private static double between(double least, double greatest, RandomStream stream) {
        return least * StrictMath.exp(stream.nextDouble() * StrictMath.log(greatest / least));
    }

    private static Matrix inSteps(Law law, int inputs, int p, Matrix steps, RandomStream stream) {
        Matrix ofInputs = law.draw(inputs, p, stream);
        Matrix ofSteps = steps.times(Law.GAUSSIAN.draw(steps.columns(), p, stream));
        Matrix result = law.draw(inputs * STEPS, p, stream).scale(0.3);
        for (int i = 0; i < inputs * STEPS; i++) {
            for (int j = 0; j < p; j++) {
                double common = ofInputs.get(i / STEPS, j) + 0.3 * ofSteps.get(i % STEPS, j);
                result.set(i, j, result.get(i, j) + common);
            }
        }
        return result;
    }

    private static Map<String, Double> measures(Kind kind, Matrix[] pair, int permutations, int seed) {
        RepresentationMeasures measures = RepresentationMeasures.measure(pair[0], pair[1], Workers.single());
        int rows = pair[0].rows();
        RowOrders orders = RowOrders.of(kind == Kind.BLOCKS ? rows / STEPS : rows, permutations, seed);
        NullScores nulls =
                NullScores.of(measures.pair(), measures.scores(), orders, NullScores.MODERATE, Workers.single());
        Calibrator calibrator = new Calibrator(permutations, LEVEL);
        Map<String, Double> found = new LinkedHashMap<>();
        calibrator.calibrate(nulls).forEach((measure, one) -> found.put(measure.name(), one.pValue()));
        found.put(FAMILY, calibrator.familyPValue());
        return found;
    }

    private static Map<String, Double> layers(Law law, RandomStream stream, int permutations, int seed) {
        RowOrders orders = RowOrders.of(60, permutations, seed);
        LayerComparison comparison =
                LayerComparison.of(network(law, stream), network(law, stream), orders, false, Workers.single());
        Calibrator calibrator = new Calibrator(permutations, LEVEL);
        LayerCalibration.of(comparison, calibrator);
        return Map.of(FAMILY, calibrator.familyPValue());
    }

    private static Map<String, Matrix> network(Law law, RandomStream stream) {
        Map<String, Matrix> layers = new LinkedHashMap<>();
        Matrix x = law.draw(60, 8, stream);
        for (int width : new int[] {12, 9, 5}) {
            x = x.times(Law.GAUSSIAN.draw(x.columns(), width, stream));
            for (int i = 0; i < x.array().length; i++) {
                x.array()[i] = StrictMath.max(x.array()[i], 0.01 * x.array()[i]);
            }
            layers.put("layer " + layers.size(), x);
        }
        return layers;
    }

    /**
     * Prints the table of stats/README.md.
     *
     * @param arguments simulations a law, of what is rejected rightly a tenth (default 334), shuffles (default 19, for
     *     which .05 is the least p-value), threads (default: processors)
     */
    public static void main(String[] arguments) {
        int simulations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 334;
        int permutations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 19;
        int threads = arguments.length > 2
                ? Integer.parseInt(arguments[2])
                : Runtime.getRuntime().availableProcessors();
        StringBuilder header = new StringBuilder("| p ≤ .05 |");
        StringBuilder rule = new StringBuilder("|---|");
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        Measures.all().forEach(measure -> rows.put(measure.name(), new TreeMap<>()));
        rows.put(FAMILY, new TreeMap<>());
        try (Workers workers = Workers.of(threads)) {
            for (Kind kind : Kind.values()) {
                for (Law law : Law.values()) {
                    String cell = (kind + " " + law).toLowerCase(Locale.ROOT).replace('_', ' ');
                    RandomStream stream =
                            RandomStream.of(1).split("calibration").split(cell);
                    Map<String, Double> shares = simulate(law, kind, simulations, permutations, stream, workers).shares;
                    shares.forEach((name, share) -> rows.get(name).put(cell, share));
                    header.append(' ').append(cell).append(" |");
                    rule.append("---|");
                    System.err.println(cell + " " + shares);
                }
            }
        }
        System.out.println(header);
        System.out.println(rule);
        String[] cells = header.toString().split("\\|");
        rows.forEach((name, shares) -> {
            StringBuilder row = new StringBuilder("| " + name + " |");
            for (int i = 2; i < cells.length; i++) {
                Double share = shares.get(cells[i].strip());
                row.append(share == null ? " |" : String.format(Locale.ROOT, " %.3f |", share));
            }
            System.out.println(row);
        });
    }
}
