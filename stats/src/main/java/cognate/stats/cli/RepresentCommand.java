package cognate.stats.cli;

import cognate.engine.io.AtomicFile;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.train.Checkpoint;
import cognate.models.train.Hints;
import cognate.models.train.StoredNetwork;
import cognate.similarity.representation.LayerActivations;
import cognate.similarity.representation.LayerComparison;
import cognate.similarity.representation.Measures;
import cognate.similarity.representation.RowOrders;
import cognate.stats.experiment.Calibrator;
import cognate.stats.experiment.LayerCalibration;
import cognate.stats.experiment.LayerGroups;
import cognate.stats.experiment.LayerGroupsPage;
import cognate.stats.experiment.LayerTables;
import cognate.stats.experiment.LayersPage;
import cognate.stats.experiment.Subjects;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code represent}: every layer of one network against every layer of another, by what they make of a data set; or two
 * groups of networks, layer by layer.
 */
final class RepresentCommand implements Command {
    @Override
    public Syntax syntax() {
        HttSettings standard = HttSettings.standard();
        Syntax syntax = new Syntax(
                        "represent", "every layer of A against every layer of B; of folders: groups, layer by layer")
                .operands("A B", 2, 2)
                .required("data", "SPEC", "the data set, of which the test part is shown to both")
                .text("tasks", "TASK", null, "the one task to take examples of (default: all that the networks know)");
        ShownData.withTestFraction(HintOptions.addTo(syntax))
                .integer("examples", 1000L, 2, 1 << 20, "examples to show, as many of every class");
        return FormOption.addTo(syntax)
                .share(
                        "alpha",
                        null,
                        "level of significance (default: " + Calibrator.ALPHA + " of two networks, " + standard.alpha()
                                + " of groups)")
                .integer(
                        "permutations",
                        null,
                        1,
                        MeasureCommand.MOST_PERMUTATIONS,
                        "of two networks: " + MeasureCommand.PERMUTATIONS)
                .seed("decides which examples are shown, and shuffles")
                .text("out", "FILE", null, "write tables and pictures to this HTML file");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        List<Path> operands = options.operands().stream().map(Path::of).toList();
        long folders = operands.stream().filter(Files::isDirectory).count();
        if (folders == 1) {
            throw new RequestException("represent: expected two checkpoints or two folders of them, found "
                    + String.join(" and ", options.operands()));
        }
        return folders == 2 ? groups(operands, options, console) : layers(operands, options, console);
    }

    private static int layers(List<Path> operands, Options options, Console console) throws IOException {
        List<String> warnings = new ArrayList<>();
        Split split = split(operands, options, warnings);
        Hints hints = HintOptions.of(options).orInput(split.test().inputShape());
        Checkpoint a = Checkpoint.read(operands.get(0), hints);
        Checkpoint b = Checkpoint.read(operands.get(1), hints);
        a.warnings().forEach(warning -> warnings.add("A: " + warning));
        b.warnings().forEach(warning -> warnings.add("B: " + warning));
        List<String> tasks = tasks(List.of(own(a.metadata()), own(b.metadata())), options);
        Dataset test = test(split, tasks, options);
        Map<String, Matrix> ofA = activations(a, test, options);
        Map<String, Matrix> ofB = activations(b, test, options);
        int permutations = MeasureCommand.permutations(options);
        RowOrders orders = RowOrders.of(test.size(), permutations, options.longInteger("seed"));
        LayerComparison comparison;
        try (Workers workers = Workers.of(options.threads())) {
            comparison = LayerComparison.of(ofA, ofB, orders, options.given("permutations"), workers);
        }
        double alpha = options.given("alpha") ? options.number("alpha") : Calibrator.ALPHA;
        LayerCalibration calibration = LayerCalibration.of(comparison, new Calibrator(permutations, alpha));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("task", String.join(",", tasks));
        document.put("examples", test.size());
        document.put("form", options.text(FormOption.NAME));
        document.put("a", comparison.rows());
        document.put("b", comparison.columns());
        document.put("measures", comparison.tables());
        document.put("alpha", alpha);
        document.putAll(calibration.document());
        warnings.addAll(comparison.warnings());
        document.put("warnings", warnings);
        console.printJson(document);
        console.print("form " + FormOption.of(options).words());
        LayerTables tables = new LayerTables(comparison, calibration);
        for (Map.Entry<String, List<List<String>>> table : tables.byTitle().entrySet()) {
            console.print(TextTable.of(table.getKey(), tables.header(), table.getValue()));
        }
        for (String sentence : calibration.words()) {
            console.print(sentence);
        }
        for (String caution : Measures.cautions(Measures.ofLayers())) {
            console.print(caution);
        }
        warnings.forEach(warning -> console.log("warning: " + warning));
        if (options.given("out")) {
            Map<String, Matrix> both = new LinkedHashMap<>();
            ofA.forEach((name, matrix) -> both.put("A " + name, matrix));
            ofB.forEach((name, matrix) -> both.put("B " + name, matrix));
            LayerComparison all;
            try (Workers workers = Workers.of(options.threads())) {
                all = LayerComparison.of(both, both, workers);
            }
            String html = LayersPage.html(
                    options.operands(), FormOption.of(options).words(), tables, all, calibration.words(), warnings);
            AtomicFile.write(Path.of(options.text("out")), html);
        }
        return Cognate.DONE;
    }

    /** Two groups of networks, layer by layer. */
    private static int groups(List<Path> operands, Options options, Console console) throws IOException {
        List<String> notes = new ArrayList<>();
        Split split = split(operands, options, notes);
        Hints hints = HintOptions.of(options).orInput(split.test().inputShape());
        Subjects subjects = Subjects.read(operands, Subjects.By.RUN, hints);
        List<String> tasks = tasks(
                subjects.networks().stream()
                        .map(network -> own(network.metadata()))
                        .toList(),
                options);
        String task = String.join(",", tasks);
        Dataset test = test(split, tasks, options);
        notes.addAll(subjects.notes());
        List<Map<String, Matrix>> activations = new ArrayList<>();
        for (StoredNetwork network : subjects.networks()) {
            activations.add(activations(network.read(), test, options));
        }
        HttSettings standard = HttSettings.standard();
        HttSettings settings = new HttSettings(
                standard.trainFraction(),
                options.given("alpha") ? options.number("alpha") : standard.alpha(),
                options.longInteger("seed"),
                standard.permutations(),
                standard.bootstraps());
        LayerGroups groups;
        try (Workers workers = Workers.of(options.threads())) {
            groups = LayerGroups.of(subjects.design(), activations, settings, workers);
        }
        int shown = test.size();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("task", task);
        document.put("examples", shown);
        document.put("form", options.text(FormOption.NAME));
        document.putAll(groups.document());
        document.put("notes", notes);
        console.printJson(document);
        console.print("form " + FormOption.of(options).words());
        for (String measure : groups.rows().keySet()) {
            console.print(TextTable.of(measure, groups.header(), groups.table(measure)));
        }
        for (String sentence : groups.words()) {
            console.print(sentence);
        }
        for (String caution : Measures.cautions(Measures.ofNetworks())) {
            console.print(caution);
        }
        groups.warnings().forEach(warning -> console.log("warning: " + warning));
        notes.forEach(console::log);
        if (options.given("out")) {
            List<String> commands = new ArrayList<>(subjects.commands());
            commands.add("java -jar stats/target/cognate.jar represent " + String.join(" ", options.operands())
                    + " --data " + options.text("data")
                    + (options.given("tasks") ? " --tasks " + task : "")
                    + (options.given(ShownData.TEST_FRACTION)
                            ? " --test-fraction " + options.text(ShownData.TEST_FRACTION)
                            : "")
                    + " --examples " + options.text("examples") + " --form "
                    + options.text("form") + " --alpha " + settings.alpha() + " --seed " + options.text("seed")
                    + " --out " + options.text("out"));
            String what = "Shown: " + shown + " examples of the test part, "
                    + (tasks.size() == 1 ? "task " + task : "the classes of the tasks " + String.join(", ", tasks))
                    + "; form " + FormOption.of(options).words() + ". " + String.join(" ", notes);
            AtomicFile.write(Path.of(options.text("out")), LayerGroupsPage.html(groups, what, commands));
            console.print("report: " + options.text("out"));
        }
        return Cognate.DONE;
    }

    /** The tasks that are shown: the one asked for, or all that the networks know. */
    private static List<String> tasks(List<String> known, Options options) {
        return options.given("tasks")
                ? List.of(options.text("tasks"))
                : known.stream().distinct().toList();
    }

    private static String own(Map<String, String> metadata) {
        return metadata.getOrDefault("task", "all");
    }

    private static Split split(List<Path> networks, Options options, List<String> warnings) throws IOException {
        return ShownData.split(options.text("data"), ShownData.testFraction(networks, options, warnings::add));
    }

    private static Dataset test(Split split, List<String> tasks, Options options) {
        return ShownData.draw(ShownData.test(split, tasks), options.integer("examples"), options.longInteger("seed"));
    }

    private static Map<String, Matrix> activations(Checkpoint checkpoint, Dataset test, Options options) {
        Dataset view = checkpoint.view(test);
        LayerActivations.Form form = FormOption.of(options);
        try (Workers workers = Workers.of(options.threads())) {
            return LayerActivations.of(checkpoint.network(), view, options.integer("examples"), form, workers);
        }
    }
}
