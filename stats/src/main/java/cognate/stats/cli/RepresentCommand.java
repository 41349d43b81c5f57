package cognate.stats.cli;

import cognate.engine.io.AtomicFile;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.data.Tasks;
import cognate.models.layer.Architecture;
import cognate.models.train.Checkpoint;
import cognate.similarity.representation.LayerActivations;
import cognate.similarity.representation.LayerComparison;
import cognate.stats.report.HeatMap;
import cognate.stats.report.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code represent}: every layer of one network against every layer of another, by what they make of a data set. */
final class RepresentCommand implements Command {
    private static final String HEAT_MAP = "cka.linear";

    @Override
    public Syntax syntax() {
        return new Syntax("represent", "every layer of A against every layer of B")
                .operands("A B", 2, 2)
                .required("data", "SPEC", "the data set, of which the test part is shown to both")
                .text("tasks", "TASK", null, "the one task to take examples of (default: A's own)")
                .number("test-fraction", "0.2", 0, 1, "share kept for testing where the data do not say")
                .integer("examples", 1000L, 2, 1 << 20, "examples to show")
                .choice(
                        "form",
                        List.of("examples", "places"),
                        "examples",
                        "a row for an example, or for a pixel or step")
                .text("out", "FILE", null, "write tables and heat map to this HTML file");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Checkpoint a = Checkpoint.read(Path.of(options.operands().get(0)));
        Checkpoint b = Checkpoint.read(Path.of(options.operands().get(1)));
        String task =
                options.given("tasks") ? options.text("tasks") : a.metadata().getOrDefault("task", "all");
        var split = DataSpec.parse(options.text("data")).load(options.number("test-fraction"));
        Dataset test = Tasks.parse(task, split.train()).get(0).select(split).test();
        Map<String, Matrix> ofA = activations(a, test, options);
        Map<String, Matrix> ofB = activations(b, test, options);
        LayerComparison comparison = LayerComparison.of(ofA, ofB);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("task", task);
        document.put("examples", Math.min(options.integer("examples"), test.size()));
        document.put("a", comparison.rows());
        document.put("b", comparison.columns());
        document.put("measures", comparison.tables());
        document.put("warnings", comparison.warnings());
        console.printJson(document);
        for (Map.Entry<String, Double[][]> table : comparison.tables().entrySet()) {
            console.print(text(table.getKey(), comparison, table.getValue()));
        }
        comparison.warnings().forEach(warning -> console.log("warning: " + warning));
        if (options.given("out")) {
            AtomicFile.write(Path.of(options.text("out")), page(options, comparison, ofA, ofB));
        }
        return Cognate.DONE;
    }

    private static Map<String, Matrix> activations(Checkpoint checkpoint, Dataset test, Options options) {
        Architecture own = checkpoint.architecture();
        // refuses what does not fit
        Dataset view =
                Architecture.of(own.model(), test.inputShape(), own.classes()).view(test);
        var form = LayerActivations.Form.valueOf(options.text("form").toUpperCase(Locale.ROOT));
        try (Workers workers = Workers.of(options.threads())) {
            return LayerActivations.of(checkpoint.network(), view, options.integer("examples"), form, workers);
        }
    }

    private static List<List<String>> cells(LayerComparison comparison, Double[][] table) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            List<String> row = new ArrayList<>(List.of(comparison.rows().get(i)));
            for (Double value : table[i]) {
                row.add(value == null ? "-" : String.format(Locale.ROOT, "%.4f", value));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> header(LayerComparison comparison) {
        List<String> header = new ArrayList<>(List.of("A \\ B"));
        header.addAll(comparison.columns());
        return header;
    }

    private static String text(String measure, LayerComparison comparison, Double[][] table) {
        StringBuilder text = new StringBuilder(measure).append('\n');
        List<List<String>> lines = new ArrayList<>(List.of(header(comparison)));
        lines.addAll(cells(comparison, table));
        for (List<String> line : lines) {
            for (String cell : line) {
                text.append(String.format("%-14s", cell));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The heat map has all layers of both networks on both sides. */
    private static String page(
            Options options, LayerComparison comparison, Map<String, Matrix> a, Map<String, Matrix> b) {
        Map<String, Matrix> both = new LinkedHashMap<>();
        a.forEach((name, matrix) -> both.put("A " + name, matrix));
        b.forEach((name, matrix) -> both.put("B " + name, matrix));
        Double[][] table = LayerComparison.of(both, both).tables().get(HEAT_MAP);
        double[][] values = new double[table.length][table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                values[i][j] = table[i][j] == null ? 0 : table[i][j];
            }
        }
        Page page = new Page("Representations of " + String.join(" and ", options.operands()));
        page.figure(
                HeatMap.draw("linear CKA of layers", values, new ArrayList<>(both.keySet())),
                "Linear CKA of every layer of A and B with every other; 0 where two cannot be compared.");
        comparison
                .tables()
                .forEach((measure, rows) -> page.heading(measure).table(header(comparison), cells(comparison, rows)));
        comparison.warnings().forEach(page::note);
        return page.html();
    }
}
