package cognate.stats.experiment;

import cognate.autograd.Parameter;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.data.DataSpec;
import cognate.models.data.Split;
import cognate.models.data.Task;
import cognate.models.data.Tasks;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.models.optim.Schedule;
import cognate.models.train.Checkpoint;
import cognate.models.train.Inputs;
import cognate.models.train.Population;
import cognate.models.train.PopulationListener;
import cognate.models.train.Trainer;
import cognate.models.train.TrainingListener;
import cognate.models.train.TrainingOptions;
import cognate.similarity.ancestry.Ancestry;
import cognate.similarity.ancestry.RankedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How often the test of ancestry takes independently trained networks of one task for relatives, and whether it finds
 * relatives, on real data.
 */
final class AncestrySizes {
    private static final int INDEPENDENT = 21;
    private static final int RELATIVES = 20;
    private static final int FINE_TUNING = 20;
    private static final double KEPT = 0.1;

    private final String data;
    private final String task;
    private final String other;
    private final int examples;
    private final int permutations;
    private final Path folder;
    private final Workers workers;

    AncestrySizes(
            String data, String task, String other, int examples, int permutations, Path folder, Workers workers) {
        this.data = data;
        this.task = task;
        this.other = other;
        this.examples = examples;
        this.permutations = permutations;
        this.folder = folder;
        this.workers = workers;
    }

    /** p-values of pairs. */
    private double[] pValues(List<Sequential> first, List<Sequential> second) {
        double[] pValues = new double[first.size()];
        workers.run(pValues.length, i -> {
            RandomStream stream = RandomStream.of(1).split("ancestry").split(i);
            RankedNetwork a = RankedNetwork.of(first.get(i));
            pValues[i] = Ancestry.of(a, RankedNetwork.of(second.get(i)), permutations, stream, Workers.single())
                    .pValue();
        });
        return pValues;
    }

    /** Networks of the task with the seeds 1, 2 … */
    private List<Sequential> train(String model, String name, int networks, int epochs, int batch, float lr)
            throws IOException {
        TrainingOptions options = options(epochs, batch, lr);
        TrainingPlan plan = new TrainingPlan(data, task, model, networks, 1, options, examples, null, 0, 0.2, "last");
        List<Sequential> trained = new ArrayList<>();
        for (Population.Member member : plan.train(
                        folder.resolve(name), Map.of(), workers, count -> new PopulationListener() {})
                .members()) {
            trained.add(Checkpoint.read(member.file()).network());
        }
        return trained;
    }

    private static TrainingOptions options(int epochs, int batch, float lr) {
        return new TrainingOptions(epochs, batch, lr, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
    }

    /** The same networks, trained on with the labels of another task. */
    private List<Sequential> fineTuned(String model, List<Sequential> networks) throws IOException {
        Split split = DataSpec.parse(data).load(0.2);
        Task labels = Tasks.parse(other, split.train()).get(0);
        Split part = labels.select(split, examples);
        Architecture architecture = Architecture.of(
                model, part.train().inputShape(), labels.classes().size());
        List<Sequential> tuned = networks.stream().map(Sequential::copy).toList();
        workers.run(
                tuned.size(),
                i -> new Trainer(options(FINE_TUNING, 32, 0.05f), Workers.single(), new TrainingListener() {})
                        .train(
                                tuned.get(i),
                                Inputs.of(architecture, part.train()),
                                Inputs.of(architecture, part.test()),
                                RandomStream.of(1000 + i)));
        return tuned;
    }

    /** The same networks with all but the largest tenth of their weights zero. */
    private static List<Sequential> pruned(List<Sequential> networks) {
        List<Sequential> result = new ArrayList<>();
        for (Sequential network : networks) {
            Sequential copy = network.copy();
            double[] magnitudes = copy.parameters().values().stream()
                    .flatMapToDouble(AncestrySizes::magnitudes)
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

    private static DoubleStream magnitudes(Parameter parameter) {
        float[] values = parameter.value().toArray();
        return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i]));
    }

    /** The p-values of pairs of one kind. */
    record Row(String kind, double... pValues) {
        double share(double level) {
            return Arrays.stream(pValues).filter(p -> p <= level).count() / (double) pValues.length;
        }

        private String text(String model) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %.3f | %.3f | %.3f | %s | %s |",
                    model,
                    kind,
                    pValues.length,
                    share(0.05),
                    share(0.01),
                    Arrays.stream(pValues).average().orElseThrow(),
                    Figures.number(Arrays.stream(pValues).min().orElseThrow()),
                    Figures.number(Arrays.stream(pValues).max().orElseThrow()));
        }
    }

    /** Independent networks, and three kinds of relatives. */
    List<Row> rows(String model, float lr) throws IOException {
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
        List<Sequential> parents = networks.subList(0, RELATIVES);
        List<Sequential> siblings = train(model, name + "-siblings", RELATIVES, 5, 32, lr / 2);
        return List.of(
                new Row("independent", pValues(first, second)),
                new Row("one initialization, other rate, epochs and batch size", pValues(parents, siblings)),
                new Row("the same, the second pruned to a tenth", pValues(parents, pruned(siblings))),
                new Row(
                        "trained on with other labels, " + FINE_TUNING + " epochs",
                        pValues(parents, fineTuned(model, parents))));
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
                    arguments[0], arguments[1], arguments[2], Integer.parseInt(arguments[3]), 9999, folder, workers);
            for (String model : List.of("mlp:784-64-64-2", "mlp:784-64-64-2/tanh", "lenet5", "gru:64")) {
                sizes.rows(model, model.equals("lenet5") ? 0.05f : 0.1f)
                        .forEach(row -> System.out.println(row.text(model)));
            }
        }
    }
}
