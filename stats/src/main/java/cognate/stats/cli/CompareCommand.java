package cognate.stats.cli;

import cognate.engine.tensor.Shape;
import cognate.models.layer.Activation;
import cognate.models.train.Checkpoint;
import cognate.similarity.weights.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code compare}: how alike the weights of two checkpoints are, by every measure. */
final class CompareCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax("compare", "weight similarity of two checkpoints")
                .operands("A B", 2, 2)
                .choice(
                        "activation",
                        Arrays.stream(Activation.Kind.values())
                                .map(kind -> new Activation(kind).toString())
                                .toList(),
                        null,
                        "of checkpoints that do not say theirs (default: relu; rnn tanh)")
                .text("input", "SHAPE", null, "as 1x28x28, of the data of checkpoints that do not say it");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        WeightFile a = read(options, 0);
        WeightFile b = read(options, 1);
        Comparison comparison = Comparison.of(a.network(), a.input(), b.network(), b.input());
        List<String> warnings = new ArrayList<>();
        a.warnings().forEach(warning -> warnings.add("A: " + warning));
        b.warnings().forEach(warning -> warnings.add("B: " + warning));
        warnings.addAll(comparison.warnings());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("layers", layers(a));
        document.put("measures", comparison.measures());
        document.put("warnings", warnings);
        console.printJson(document);
        for (Map.Entry<String, Object> measure : comparison.measures().entrySet()) {
            console.print(String.format(Locale.ROOT, "%-34s %s", measure.getKey(), text(measure.getValue())));
        }
        warnings.forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    private static WeightFile read(Options options, int operand) throws IOException {
        Activation.Kind activation = null;
        for (Activation.Kind kind : Activation.Kind.values()) {
            if (new Activation(kind).toString().equals(options.text("activation"))) {
                activation = kind;
            }
        }
        Shape input = options.given("input") ? Checkpoint.shape(options.text("input")) : null;
        return WeightFile.read(Path.of(options.operands().get(operand)), activation, input);
    }

    /** Parameters in network order, under their names in the file. */
    private static List<Object> layers(WeightFile file) {
        List<Object> layers = new ArrayList<>();
        file.network().parameters().forEach((name, parameter) -> {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", file.names().getOrDefault(name, name));
            layer.put("shape", parameter.shape().toArray());
            layers.add(layer);
        });
        return layers;
    }

    private static String text(Object value) {
        if (value instanceof List<?> values) {
            return String.join("  ", values.stream().map(CompareCommand::text).toList());
        }
        return value == null ? "does not apply" : String.format(Locale.ROOT, "%.6f", (Double) value);
    }
}
