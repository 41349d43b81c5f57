package cognate.stats.cli;

import cognate.engine.parallel.Workers;
import cognate.stats.experiment.Conclusion;
import cognate.stats.experiment.Inference;
import cognate.stats.experiment.Measure;
import cognate.stats.experiment.Subjects;
import cognate.stats.htt.HeadKind;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code htt}: hypothesis-training-testing on run directories or folders of checkpoints. */
final class HttCommand implements Command {
    @Override
    public Syntax syntax() {
        HttSettings standard = HttSettings.standard();
        Syntax syntax = new Syntax("htt", "tests whether weights tell what networks were trained on")
                .operands("RUN...", 1, Integer.MAX_VALUE);
        return HintOptions.addTo(MeasureOptions.addTo(syntax))
                .choice("head", List.of("logistic", "embedding"), "logistic", "what is trained and gives the verdict")
                .share("train-fraction", standard.trainFraction(), "share that trains the head")
                .share("alpha", standard.alpha(), "level of significance")
                .integer("split-seed", standard.splitSeed(), 0, Syntax.MAXIMAL_SEED, "decides what is held out")
                .flag("retrieval", "also search for networks of conditions that the head has not seen")
                .text("out", "DIR", null, "where verdict.json and report.html go (default: RUN, if it is one)");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        List<Path> runs = options.operands().stream().map(Path::of).toList();
        Path out = options.given("out") ? Path.of(options.text("out")) : runs.size() == 1 ? runs.get(0) : null;
        HttSettings standard = HttSettings.standard();
        HttSettings settings = new HttSettings(
                options.number("train-fraction"),
                options.number("alpha"),
                options.longInteger("split-seed"),
                standard.permutations(),
                standard.bootstraps(),
                HeadKind.of(options.text("head")));
        Measure measure = MeasureOptions.measure(options);
        Subjects.By by = MeasureOptions.by(options);
        Subjects subjects = Subjects.read(runs, by, HintOptions.of(options));
        List<String> commands = new ArrayList<>(subjects.commands());
        commands.add("java -jar stats/target/cognate.jar htt " + String.join(" ", options.operands())
                + " --normalization "
                + measure.normalization() + " --representation " + measure.representation()
                + (options.given("depth") ? " --depth " + options.integer("depth") : "") + " --train-fraction "
                + settings.trainFraction() + " --alpha "
                + settings.alpha() + " --split-seed " + settings.splitSeed() + " --by "
                + by.toString().toLowerCase(Locale.ROOT) + " --head " + settings.head()
                + HintOptions.repeated(options)
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
        conclusion.notes().forEach(note -> console.log("note: " + note));
        for (String sentence : conclusion.words()) {
            console.print(sentence);
        }
        if (out != null) {
            console.print("report: " + out.resolve("report.html"));
        }
        return Cognate.DONE;
    }
}
