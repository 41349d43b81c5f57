package cognate.stats.cli;

import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.models.layer.Architecture;
import cognate.models.optim.Schedule;
import cognate.models.train.Metrics;
import cognate.models.train.Population;
import cognate.models.train.TrainingOptions;
import cognate.stats.experiment.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code train}: trains a population of networks into a run directory. */
final class TrainCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax("train", "trains a population of networks into a run directory")
                .required(
                        "data",
                        "SPEC",
                        "idx:DIR, cifar10:DIR, csv:FILE, names:DIR, text:FILE, ts:DIR, vowels:DIR, wav:DIR|ZIP"
                                + " or synthetic:NAME")
                .required("tasks", "TASKS", "all, pairs, or a list as 0v1,3v8")
                .required(
                        "model",
                        "SPEC",
                        "mlp:784-64-64-2, lenet5, cnn:32-M-64, vgg:11, alexnet, resnet:20, resnet18, resnet50, conv2, conv4, conv7,"
                                + " conv13, rnn:128, lstm:128, gru:128x2; suffixes /tanh, /batch-norm, /no-bias, /dropout:P")
                .required("out", "DIR", "the run directory")
                .integer("networks", 20L, 1, 1_000_000, "networks of each task")
                .seed("seed of each task's first network")
                .integer("epochs", 5L, 0, 1_000_000, "passes over the examples")
                .integer("batch-size", 128L, 1, 1_000_000, "examples of one step")
                .number("lr", "0.1", 0, 1e30, "learning rate")
                .number("momentum", "0.9", 0, 0.999999, "momentum of sgd")
                .number("weight-decay", "0", 0, 1e30, "L2 penalty")
                .choice("optimizer", List.of("sgd", "adam"), "sgd", "optimizer")
                .text("schedule", "S", "constant", "constant, step:EPOCHS[:FACTOR], exponential:FACTOR or cosine")
                .number("clip-norm", "0", 0, 1e30, "the gradient's largest norm, 0 for none")
                .flag("batch-norm", "batch normalization after hidden linear layers and convolutions")
                .integer("examples", null, 1, Integer.MAX_VALUE, "at most so many training examples a task")
                .integer("examples-seed", null, 0, Syntax.MAXIMAL_SEED, "gives each network its own --examples")
                .number("shuffle-labels", "0", 0, 1, "share of the training labels to exchange")
                .number("test-fraction", "0.2", 0, 1, "share kept for testing where the data do not say")
                .text("save-epochs", "E", "last", "also keep the weights after: all, last, or a list as 0,1,5");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        return train(plan(options), Path.of(options.text("out")), options.threads(), console);
    }

    private static TrainingPlan plan(Options options) {
        int epochs = options.integer("epochs");
        TrainingOptions training = new TrainingOptions(
                epochs,
                options.integer("batch-size"),
                (float) options.number("lr"),
                (float) options.number("momentum"),
                (float) options.number("weight-decay"),
                TrainingOptions.Algorithm.valueOf(options.text("optimizer").toUpperCase(Locale.ROOT)),
                Schedule.parse(options.text("schedule"), epochs),
                (float) options.number("clip-norm"));
        return new TrainingPlan(
                options.text("data"),
                options.text("tasks"),
                options.given("batch-norm") ? Architecture.withBatchNorm(options.text("model")) : options.text("model"),
                options.integer("networks"),
                options.longInteger("seed"),
                training,
                options.given("examples") ? options.integer("examples") : Integer.MAX_VALUE,
                options.given("examples-seed") ? (Long) options.longInteger("examples-seed") : null,
                options.number("shuffle-labels"),
                options.number("test-fraction"),
                options.text("save-epochs"));
    }

    /** Trains the population, prints what came of it, and names networks that diverged. */
    static int train(TrainingPlan plan, Path out, int threads, Console console) throws IOException {
        long begin = System.nanoTime();
        int epochs = plan.options().epochs();
        Population.Trained trained;
        try (Workers workers = Workers.of(threads)) {
            trained = plan.train(out, notes(), workers, networks -> new TrainingProgress(console, networks, epochs));
        }
        List<Population.Member> members = trained.members();
        List<Population.Member> kept =
                members.stream().filter(member -> member.divergence() == null).toList();
        List<Population.Member> lost =
                members.stream().filter(member -> member.divergence() != null).toList();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        console.printJson(document(kept, lost, trained.sha256(), seconds));
        printTable(console, kept);
        console.print(String.format(Locale.ROOT, "%d networks in %.1f s: %s", kept.size(), seconds, out));
        console.print("weightsSha256 " + trained.sha256());
        if (lost.isEmpty()) {
            return Cognate.DONE;
        }
        List<String> names = lost.stream()
                .map(member -> member.task() + "/" + member.seed() + " " + member.divergence())
                .toList();
        console.error("cognate: expected all networks to converge, found " + lost.size() + " of " + members.size()
                + " that did not: " + String.join("; ", names));
        return Cognate.FAILED;
    }

    private static Map<String, Object> notes() {
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("cognate", Cognate.version());
        notes.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        return notes;
    }

    private static Map<String, Object> document(
            List<Population.Member> kept, List<Population.Member> lost, String sha256, double seconds) {
        Map<String, Object> document = new LinkedHashMap<>();
        List<Object> networks = new ArrayList<>();
        for (Population.Member member : kept) {
            Map<String, Object> network = entry(member);
            network.put("epochs", member.history().size());
            network.put("trainAccuracy", last(member, Metrics::trainAccuracy));
            network.put("testAccuracy", last(member, Metrics::testAccuracy));
            network.put("sha256", member.sha256());
            networks.add(network);
        }
        document.put("networks", networks);
        List<Object> diverged = new ArrayList<>();
        for (Population.Member member : lost) {
            Map<String, Object> network = entry(member);
            network.put("divergence", member.divergence());
            diverged.add(network);
        }
        document.put("diverged", diverged);
        document.put("weightsSha256", sha256);
        document.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return document;
    }

    private static Map<String, Object> entry(Population.Member member) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("task", member.task());
        entry.put("seed", member.seed());
        return entry;
    }

    /** A figure after the last epoch; null where there was none. */
    private static Double last(Population.Member member, java.util.function.ToDoubleFunction<Metrics> figure) {
        int epochs = member.history().size();
        return epochs == 0
                ? null
                : Json.finiteOrNull(figure.applyAsDouble(member.history().get(epochs - 1)));
    }

    private static void printTable(Console console, List<Population.Member> kept) throws IOException {
        Map<String, List<Double>> accuracies = new LinkedHashMap<>();
        for (Population.Member member : kept) {
            accuracies
                    .computeIfAbsent(member.task(), task -> new ArrayList<>())
                    .add(last(member, Metrics::testAccuracy));
        }
        console.print(String.format("%-20s %9s %14s %10s", "task", "networks", "test accuracy", "lowest"));
        for (Map.Entry<String, List<Double>> entry : accuracies.entrySet()) {
            List<Double> values = entry.getValue();
            String mean = "-";
            String lowest = "-";
            if (!values.contains(null)) { // no epoch, no accuracy
                double[] known = values.stream().mapToDouble(value -> value).toArray();
                mean = String.format(
                        Locale.ROOT, "%.4f", Arrays.stream(known).average().orElseThrow());
                lowest = String.format(
                        Locale.ROOT, "%.4f", Arrays.stream(known).min().orElseThrow());
            }
            console.print(String.format("%-20s %9d %14s %10s", entry.getKey(), values.size(), mean, lowest));
        }
    }
}
