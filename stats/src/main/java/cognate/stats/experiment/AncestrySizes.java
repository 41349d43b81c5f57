package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.data.DataSpec;
import cognate.models.data.Split;
import cognate.models.data.Tasks;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.models.optim.Schedule;
import cognate.models.train.Population;
import cognate.models.train.PopulationListener;
import cognate.models.train.Trainer;
import cognate.models.train.TrainingListener;
import cognate.models.train.TrainingOptions;
import cognate.similarity.ancestry.Ancestry;
import cognate.similarity.ancestry.RankedNetwork;
import cognate.similarity.normalize.LayerCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often the test of ancestry takes independently trained networks of one task for relatives, and whether it finds
 * relatives, on real data.
 */
final class AncestrySizes {
    private static final int INDEPENDENT = 21;
    private static final int RELATIVES = 20;
    private static final int PERMUTATIONS = 9999;
    private static final int FINE_TUNING = 20;
    private static final double KEPT = 0.1;

    private final String data;
    private final String task;
    private final String other;
    private final int examples;
    private final Path folder;
    private final Workers workers;

    AncestrySizes(String data, String task, String other, int examples, Path folder, Workers workers) {
        this.data = data;
        this.task = task;
        this.other = other;
        this.examples = examples;
        this.folder = folder;
        this.workers = workers;
    }

    /** p-values of pairs. */
    private double[] pValues(List<Sequential> first, List<Sequential> second) {
        double[] pValues = new double[first.size()];
        workers.run(pValues.length, i -> {
            RandomStream stream = RandomStream.of(1).split("ancestry").split(i);
            RankedNetwork a = RankedNetwork.of(first.get(i));
            pValues[i] = Ancestry.of(a, RankedNetwork.of(second.get(i)), PERMUTATIONS, stream, Workers.single())
                    .pValue();
        });
        return pValues;
    }

    /** Networks of the task with the seeds 1, 2 … */
    private List<Sequential> train(String model, String name, int networks, int epochs, int batch, float lr)
            throws IOException {
        TrainingOptions options = options(epochs, batch, lr);
        TrainingPlan plan = new TrainingPlan(data, task, model, networks, 1, options, examples, null, 0, 0.2, "last");
        return plan.train(folder.resolve(name), Map.of(), workers, count -> new PopulationListener() {}).stream()
                .map(Population.Member::checkpoint)
                .map(checkpoint -> checkpoint.network())
                .toList();
    }

    private static TrainingOptions options(int epochs, int batch, float lr) {
        return new TrainingOptions(epochs, batch, lr, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
    }

    /** The same networks, trained on with the labels of another task. */
    private List<Sequential> fineTuned(String model, List<Sequential> networks) throws IOException {
        Split split = DataSpec.parse(data).load(0.2);
        Split part = Tasks.parse(other, split.train()).get(0).select(split, examples);
        Architecture architecture = Architecture.of(model, part.train().inputShape(), 2);
        List<Sequential> tuned = networks.stream().map(AncestrySizes::copy).toList();
        workers.run(
                tuned.size(),
                i -> new Trainer(options(FINE_TUNING, 32, 0.05f), Workers.single(), new TrainingListener() {})
                        .train(
                                tuned.get(i),
                                architecture.view(part.train()),
                                architecture.view(part.test()),
                                RandomStream.of(1000 + i)));
        return tuned;
    }

    private static Sequential copy(Sequential network) {
        return LayerCopy.of(network);
    }

    /** The same networks with all but the largest tenth of their weights zero. */
    private static List<Sequential> pruned(List<Sequential> networks) {
        List<Sequential> result = new ArrayList<>();
        for (Sequential network : networks) {
            Sequential copy = copy(network);
            double[] magnitudes = copy.parameters().values().stream()
                    .flatMapToDouble(parameter -> {
                        float[] values = parameter.value().toArray();
                        return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i]));
                    })
                    .sorted()
                    .toArray();
            double least = magnitudes[(int) (magnitudes.length * (1 - KEPT))];
            copy.parameters().values().forEach(parameter -> {
                Tensor tensor = parameter.value();
                float[] values = tensor.toArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.abs(values[i]) < least ? 0 : values[i];
                }
                tensor.copyFrom(Tensor.of(values, tensor.shape()));
            });
            result.add(copy);
        }
        return result;
    }

    private void print(String model, float lr) throws IOException {
        String name = model.replaceAll("[^a-z0-9]+", "-");
        List<Sequential> networks = train(model, name, INDEPENDENT, 3, 64, lr);
        List<Sequential> first = new ArrayList<>();
        List<Sequential> second = new ArrayList<>();
        for (int i = 0; i < INDEPENDENT; i++) {
            for (int j = i + 1; j < INDEPENDENT; j++) {
                first.add(networks.get(i));
                second.add(networks.get(j));
            }
        }
        row(model, "independent", pValues(first, second));
        List<Sequential> parents = networks.subList(0, RELATIVES);
        List<Sequential> siblings = train(model, name + "-siblings", RELATIVES, 5, 32, lr / 2);
        row(model, "one initialization, other rate, epochs and batch size", pValues(parents, siblings));
        row(model, "the same, the second pruned to a tenth", pValues(parents, pruned(siblings)));
        List<Sequential> tuned = fineTuned(model, parents);
        row(model, "trained on with other labels, " + FINE_TUNING + " epochs", pValues(parents, tuned));
    }

    private static void row(String model, String kind, double... pValues) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.3f | %.3f | %.3f | %s | %s |",
                model,
                kind,
                pValues.length,
                share(pValues, 0.05),
                share(pValues, 0.01),
                Arrays.stream(pValues).average().orElseThrow(),
                Figures.number(Arrays.stream(pValues).min().orElseThrow()),
                Figures.number(Arrays.stream(pValues).max().orElseThrow())));
    }

    private static double share(double[] pValues, double level) {
        return Arrays.stream(pValues).filter(p -> p <= level).count() / (double) pValues.length;
    }

    /**
     * Prints the table of stats/README.md.
     *
     * @param arguments data, task, task of the other labels, examples a task, folder for the runs, threads (default:
     *     processors)
     * @throws IOException if data cannot be read or a run not be written
     */
    public static void main(String[] arguments) throws IOException {
        int threads = arguments.length > 5
                ? Integer.parseInt(arguments[5])
                : Runtime.getRuntime().availableProcessors();
        System.out.println("| model | pairs | number | p ≤ .05 | p ≤ .01 | mean p | smallest p | largest p |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        Path folder = Files.createDirectories(Path.of(arguments[4]));
        try (Workers workers = Workers.of(threads)) {
            AncestrySizes sizes = new AncestrySizes(
                    arguments[0], arguments[1], arguments[2], Integer.parseInt(arguments[3]), folder, workers);
            sizes.print("mlp:784-64-64-2", 0.1f);
            sizes.print("mlp:784-64-64-2/tanh", 0.1f);
            sizes.print("lenet5", 0.05f);
            sizes.print("gru:64", 0.1f);
        }
    }
}
