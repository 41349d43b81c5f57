package cognate.stats.cli;

import cognate.engine.parallel.Workers;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.weights.Representation;
import cognate.stats.experiment.Conclusion;
import cognate.stats.experiment.Inference;
import cognate.stats.experiment.Measure;
import cognate.stats.experiment.Subjects;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code htt}: hypothesis-training-testing on run directories or folders of checkpoints. */
final class HttCommand implements Command {
    @Override
    public Syntax syntax() {
        HttSettings standard = HttSettings.standard();
        return new Syntax("htt", "tests whether weights tell what networks were trained on")
                .operands("RUN...", 1, Integer.MAX_VALUE)
                .choice(
                        "normalization",
                        names((Object[]) Normalization.values()),
                        "push-forward",
                        "what weights are brought to")
                .choice(
                        "representation",
                        names((Object[]) Representation.Kind.values()),
                        "whole-chain",
                        "what is compared")
                .integer("depth", null, 1, 1000, "layers of a chain (default: all)")
                .number("train-fraction", Double.toString(standard.trainFraction()), 0, 1, "share that trains the head")
                .number("alpha", Double.toString(standard.alpha()), 0, 1, "level of significance")
                .integer("split-seed", standard.splitSeed(), 0, Syntax.MAXIMAL_SEED, "decides what is held out")
                .choice(
                        "by",
                        List.of("task", "run", "both"),
                        null,
                        "a condition (default: task; both for several runs)")
                .flag("retrieval", "also search for networks of conditions that the head has not seen")
                .text("out", "DIR", null, "where verdict.json and report.html go (default: RUN, if it is one)");
    }

    private static List<String> names(Object... values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        List<Path> runs = options.operands().stream().map(Path::of).toList();
        String by = options.given("by") ? options.text("by") : runs.size() == 1 ? "task" : "both";
        Path out = options.given("out") ? Path.of(options.text("out")) : runs.size() == 1 ? runs.get(0) : null;
        HttSettings standard = HttSettings.standard();
        HttSettings settings = new HttSettings(
                options.number("train-fraction"),
                options.number("alpha"),
                options.longInteger("split-seed"),
                standard.permutations(),
                standard.bootstraps());
        int depth = options.given("depth") ? options.integer("depth") : 0;
        Measure measure = new Measure(
                Normalization.of(options.text("normalization")),
                Representation.of(options.text("representation"), depth));
        Subjects subjects = Subjects.read(runs, Subjects.By.valueOf(by.toUpperCase(Locale.ROOT)));
        List<String> commands = new ArrayList<>(subjects.commands());
        commands.add("java -jar stats/target/cognate.jar htt " + String.join(" ", options.operands())
                + " --normalization "
                + measure.normalization() + " --representation " + measure.representation()
                + (depth > 0 ? " --depth " + depth : "") + " --train-fraction " + settings.trainFraction() + " --alpha "
                + settings.alpha() + " --split-seed " + settings.splitSeed() + " --by " + by
                + (options.given("retrieval") ? " --retrieval" : ""));
        return conclude(
                subjects, measure, settings, options.given("retrieval"), options.threads(), out, commands, console);
    }

    /** Concludes, prints the conclusion and writes its files, unless {@code out} is null. */
    static int conclude(
            Subjects subjects,
            Measure measure,
            HttSettings settings,
            boolean retrieval,
            int threads,
            Path out,
            List<String> commands,
            Console console)
            throws IOException {
        Conclusion conclusion;
        try (Workers workers = Workers.of(threads)) {
            conclusion = Inference.conclude(subjects, measure, settings, retrieval, workers);
        }
        if (out != null) {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                throw new IOException(out + ": expected a folder that can be written, found " + e.getMessage(), e);
            }
            Inference.write(conclusion, subjects, out, commands);
        }
        console.printJson(conclusion.document());
        for (String sentence : conclusion.words()) {
            console.print(sentence);
        }
        if (out != null) {
            console.print("report: " + out.resolve("report.html"));
        }
        return Cognate.DONE;
    }
}
