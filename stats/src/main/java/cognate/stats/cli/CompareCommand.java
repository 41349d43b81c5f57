package cognate.stats.cli;

import cognate.models.train.Checkpoint;
import cognate.similarity.weights.Comparison;
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
        return new Syntax("compare", "weight similarity of two checkpoints").operands("A B", 2, 2);
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Checkpoint a = Checkpoint.read(Path.of(options.operands().get(0)));
        Checkpoint b = Checkpoint.read(Path.of(options.operands().get(1)));
        Comparison comparison =
                Comparison.of(a.network(), b.network(), a.architecture().input());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("layers", layers(a));
        document.put("measures", comparison.measures());
        document.put("warnings", comparison.warnings());
        console.printJson(document);
        for (Map.Entry<String, Object> measure : comparison.measures().entrySet()) {
            console.print(String.format(Locale.ROOT, "%-34s %s", measure.getKey(), text(measure.getValue())));
        }
        comparison.warnings().forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    /** Parameters in network order. */
    private static List<Object> layers(Checkpoint checkpoint) {
        List<Object> layers = new ArrayList<>();
        checkpoint.network().parameters().forEach((name, parameter) -> {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", name);
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
