package cognate.stats.cli;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.models.data.Dataset;
import cognate.models.train.Checkpoint;
import cognate.models.train.Hints;
import cognate.similarity.align.ActivationMatching;
import cognate.similarity.weights.Comparison;
import cognate.similarity.weights.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code compare}: how alike the weights of two checkpoints are, by every measure. */
final class CompareCommand implements Command {
    @Override
    public Syntax syntax() {
        Syntax syntax = new Syntax("compare", "weight similarity of two checkpoints").operands("A B", 2, 2);
        return ShownData.withTestFraction(HintOptions.addTo(syntax))
                .choice(
                        "align",
                        List.of("weights", "activations"),
                        "weights",
                        "what hidden units are matched by for aligned.*")
                .text("data", "SPEC", null, "the data set of --align activations, of which the test part is shown")
                .text("tasks", "TASK", "all", "the one task to take its examples of")
                .integer("examples", 1000L, 2, 1 << 20, "examples to show, as many of every class");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Dataset data = data(options, console);
        Checkpoint a = read(options, 0, data);
        Checkpoint b = read(options, 1, data);
        Comparison comparison = data == null
                ? Comparison.of(a.network(), a.input(), b.network(), b.input())
                : byActivations(a, b, data, options);
        List<String> warnings = new ArrayList<>();
        a.warnings().forEach(warning -> warnings.add("A: " + warning));
        b.warnings().forEach(warning -> warnings.add("B: " + warning));
        warnings.addAll(comparison.warnings());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("layers", layers(a));
        Map<String, Object> measures = new LinkedHashMap<>();
        comparison.measures().forEach(measure -> measures.put(measure.name(), json(measure)));
        document.put("measures", measures);
        document.put("warnings", warnings);
        console.printJson(document);
        for (Measurement measure : comparison.measures()) {
            console.print(String.format(Locale.ROOT, "%-34s %s", measure.name(), text(measure)));
        }
        warnings.forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    /** The examples that units are matched by; null where they are matched by weights. */
    private static Dataset data(Options options, Console console) throws IOException {
        if (options.given("data") != options.text("align").equals("activations")) {
            throw new RequestException(
                    "compare: expected --data SPEC with --align activations and only there, found --align "
                            + options.text("align") + (options.given("data") ? " and --data" : " and no --data"));
        }
        if (!options.given("data")) {
            return null;
        }
        List<Path> networks = options.operands().stream().map(Path::of).toList();
        double fraction = ShownData.testFraction(networks, options, warning -> console.log("warning: " + warning));
        Dataset test = ShownData.test(options.text("data"), fraction, List.of(options.text("tasks")));
        return ShownData.draw(test, options.integer("examples"), 1);
    }

    private static Comparison byActivations(Checkpoint a, Checkpoint b, Dataset data, Options options) {
        for (Checkpoint file : List.of(a, b)) {
            Shape input = file.input();
            boolean sequences = input.rank() == 2 && data.inputShape().rank() == 2;
            boolean fits = sequences
                    ? input.dim(1) == data.inputShape().dim(1)
                    : input.size() == data.inputShape().size();
            if (!fits) {
                throw new RequestException(
                        "compare: expected data with examples " + input + ", found " + data.inputShape());
            }
        }
        try (Workers workers = Workers.of(options.threads())) {
            return Comparison.of(
                    a.network(),
                    a.input(),
                    b.network(),
                    b.input(),
                    (first, second) ->
                            ActivationMatching.match(first, second, data, options.integer("examples"), workers));
        }
    }

    private static Checkpoint read(Options options, int operand, Dataset data) throws IOException {
        Hints hints = HintOptions.of(options).orInput(data == null ? null : data.inputShape());
        return Checkpoint.read(Path.of(options.operands().get(operand)), hints);
    }

    /** Parameters in network order, under their names in the file. */
    private static List<Object> layers(Checkpoint file) {
        List<Object> layers = new ArrayList<>();
        file.network().parameters().forEach((name, parameter) -> {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", file.names().getOrDefault(name, name));
            layer.put("shape", parameter.shape().toArray());
            layers.add(layer);
        });
        return layers;
    }

    /** A number, a list of numbers, or null. */
    private static Object json(Measurement measure) {
        return measure.inParts() && measure.applies() ? measure.values() : measure.applies() ? measure.value() : null;
    }

    private static String text(Measurement measure) {
        return measure.applies()
                ? String.join(
                        "  ",
                        measure.values().stream().map(CompareCommand::text).toList())
                : text((Double) null);
    }

    private static String text(Double value) {
        return value == null ? "does not apply" : String.format(Locale.ROOT, "%.6f", value);
    }
}
