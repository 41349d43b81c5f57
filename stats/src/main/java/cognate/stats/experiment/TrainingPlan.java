package cognate.stats.experiment;

import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.data.Task;
import cognate.models.data.Tasks;
import cognate.models.layer.Architecture;
import cognate.models.train.Inputs;
import cognate.models.train.Population;
import cognate.models.train.PopulationListener;
import cognate.models.train.RunDirectory;
import cognate.models.train.Trainer;
import cognate.models.train.TrainingOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A population of networks that is to be trained: all that decides its bits.
 *
 * @param data the data set, as {@link DataSpec} reads it
 * @param tasks the tasks, as {@link Tasks} reads them
 * @param model the architecture, as {@link Architecture} reads it
 * @param networks networks of each task
 * @param seed of each task's first network; the next ones have the next seeds
 * @param options how each is trained
 * @param examples the most training examples of a task
 * @param examplesSeed draws these for each network anew; null if all networks of a task have the same
 * @param shuffledLabels share of the training labels that are exchanged
 * @param testFraction share of the examples that are kept for testing where the data set does not say
 * @param savedEpochs {@code all}, {@code last} or a list of epochs, {@code 0,1,5}
 */
public record TrainingPlan(
        String data,
        String tasks,
        String model,
        int networks,
        long seed,
        TrainingOptions options,
        int examples,
        Long examplesSeed,
        double shuffledLabels,
        double testFraction,
        String savedEpochs) {

    /** The most networks and snapshots that a run may have: more are a mistake. */
    private static final int MOST = 1_000_000;

    /** Checks the ranges. */
    public TrainingPlan {
        check(networks >= 1 && networks <= MOST, "networks: a number from 1 to " + MOST, networks);
        check(examples >= 1, "examples: at least 1", examples);
        check(shuffledLabels >= 0 && shuffledLabels <= 1, "shuffle-labels: a fraction from 0 to 1", shuffledLabels);
        check(
                savedEpochs.matches("all|last|\\d{1,6}(,\\d{1,6})*"),
                "save-epochs: all, last or a list as 0,1,5",
                savedEpochs);
        int last = epochs(savedEpochs, options.epochs()).stream()
                .mapToInt(e -> e)
                .max()
                .orElse(0);
        check(last <= options.epochs(), "save-epochs: epochs up to " + options.epochs(), last);
    }

    private static void check(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", found " + found);
        }
    }

    /** All of it by the names of the command line's options, in their order. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("data", data);
        settings.put("tasks", tasks);
        settings.put("model", model);
        settings.put("networks", networks);
        settings.put("seed", seed);
        settings.put("epochs", options.epochs());
        settings.put("batch-size", options.batchSize());
        settings.put("lr", decimal(options.learningRate()));
        settings.put("momentum", decimal(options.momentum()));
        settings.put("weight-decay", decimal(options.weightDecay()));
        settings.put("optimizer", options.algorithm().toString().toLowerCase(Locale.ROOT));
        settings.put("schedule", options.schedule().toString());
        settings.put("clip-norm", decimal(options.clipNorm()));
        settings.put("examples", examples);
        if (examplesSeed != null) {
            settings.put("examples-seed", examplesSeed);
        }
        settings.put("shuffle-labels", shuffledLabels);
        settings.put("test-fraction", testFraction);
        settings.put("save-epochs", savedEpochs);
        return settings;
    }

    /** The shortest decimal number that is this float. */
    private static double decimal(float value) {
        for (int digits = 1; digits < 9; digits++) {
            double rounded =
                    new BigDecimal(value).round(new MathContext(digits)).doubleValue();
            if ((float) rounded == value) {
                return rounded;
            }
        }
        return value;
    }

    /** The command that trains the same population into the same folder. */
    String command(Path out) {
        StringBuilder command = new StringBuilder("java -jar stats/target/cognate.jar train");
        settings()
                .forEach((name, value) ->
                        command.append(" --").append(name).append(' ').append(quoted(value)));
        return command.append(" --out ").append(quoted(out)).toString();
    }

    private static String quoted(Object value) {
        String text = value instanceof Number ? Json.write(value) : value.toString();
        return text.matches("[\\w.,:/|+=@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * Trains what the folder does not hold yet.
     *
     * @param notes what run.json says besides
     * @param listener gets the number of networks
     * @throws IllegalArgumentException if the parts of the plan do not fit one another, or the folder another plan
     */
    public Population.Trained train(
            Path out, Map<String, ?> notes, Workers workers, IntFunction<PopulationListener> listener)
            throws IOException {
        Split split = DataSpec.parse(data).load(testFraction);
        List<Population.Condition> population = new ArrayList<>();
        for (Task task : Tasks.parse(tasks, split.train())) {
            population.add(condition(task, split));
        }
        Map<String, Object> description = new LinkedHashMap<>();
        description.put(
                RunDescription.TASKS,
                population.stream().map(Population.Condition::name).toList());
        description.put(RunDescription.NETWORKS, networks);
        description.put(RunDescription.COMMAND, command(out));
        description.putAll(notes);
        List<Long> seeds = LongStream.range(seed, seed + networks).boxed().toList();
        try (RunDirectory run = RunDirectory.open(out, parsed(settings()), description)) {
            PopulationListener told = listener.apply(population.size() * networks);
            return new Population(run, options, epochs(savedEpochs, options.epochs()), told)
                    .train(population, seeds, workers);
        }
    }

    private Population.Condition condition(Task task, Split split) {
        Split part = task.select(split, examplesSeed == null ? examples : Integer.MAX_VALUE);
        boolean everyStep = part.train().labelsPerExample() > 1;
        Architecture architecture = Architecture.of(
                everyStep ? Architecture.withEveryStep(model) : model,
                part.train().inputShape(),
                task.classes().size());
        Dataset train = Inputs.of(architecture, part.train());
        Trainer.check(architecture.build(RandomStream.of(seed)), Math.min(examples, train.size()), train, options);
        return new Population.Condition(
                task.name(),
                architecture,
                networkSeed -> labelled(sample(train, task.name(), networkSeed), task.name(), networkSeed),
                Inputs.of(architecture, part.test()));
    }

    /** The examples of one network. */
    private Dataset sample(Dataset train, String task, long networkSeed) {
        if (examplesSeed == null || examples >= train.size()) {
            return train;
        }
        int[] order = RandomStream.of(examplesSeed)
                .split("examples")
                .split(task)
                .split(networkSeed)
                .permutation(train.size());
        return train.subset(Arrays.stream(order, 0, examples).sorted().toArray());
    }

    private Dataset labelled(Dataset train, String task, long networkSeed) {
        RandomStream labels = RandomStream.of(networkSeed).split(task).split("labels");
        return shuffledLabels == 0 ? train : train.shuffleLabels(shuffledLabels, labels);
    }

    /** As they are read back from run.json, so that they compare equal. */
    private static Map<String, ?> parsed(Map<String, ?> settings) throws FormatException {
        Map<String, Object> result = new LinkedHashMap<>();
        ((Map<?, ?>) Json.parse(Json.write(settings), "settings"))
                .forEach((name, value) -> result.put(name.toString(), value));
        return result;
    }

    private static Set<Integer> epochs(String saved, int last) {
        Set<Integer> epochs = new TreeSet<>();
        if (saved.equals("all")) {
            IntStream.rangeClosed(0, last).forEach(epochs::add);
        } else if (!saved.equals("last")) {
            for (String epoch : saved.split(",")) {
                epochs.add(Integer.parseInt(epoch));
            }
        }
        return epochs;
    }
}
