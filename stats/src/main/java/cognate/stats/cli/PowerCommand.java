package cognate.stats.cli;

import cognate.engine.parallel.Workers;
import cognate.stats.experiment.Measure;
import cognate.stats.experiment.PowerReport;
import cognate.stats.experiment.Subjects;
import cognate.stats.htt.HeadKind;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code power}: how many networks a study needs, from the similarities of a pilot. */
final class PowerCommand implements Command {
    private static final int MOST_NETWORKS = 1000;

    @Override
    public Syntax syntax() {
        HttSettings standard = HttSettings.standard();
        Syntax syntax = new Syntax(
                        "power", "the probability that htt rejects with other numbers of networks, from a pilot")
                .operands("RUN...", 1, Integer.MAX_VALUE)
                .text("networks", "N[,N...]", "5,10,20,40", "networks a condition")
                .integer("simulations", 200L, 20, 1_000_000, "studies of each size that are drawn from the pilot");
        return HintOptions.addTo(MeasureOptions.addTo(syntax))
                .share("train-fraction", standard.trainFraction(), "share that trains the head")
                .share("alpha", standard.alpha(), "level of significance")
                .choice(
                        "head",
                        List.of("logistic", "embedding"),
                        "logistic",
                        "what is trained to tell conditions apart")
                .seed("decides what is drawn");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        List<Path> runs = options.operands().stream().map(Path::of).toList();
        HttSettings standard = HttSettings.standard();
        HttSettings settings = new HttSettings(
                options.number("train-fraction"),
                options.number("alpha"),
                options.longInteger("seed"),
                standard.permutations(),
                standard.bootstraps(),
                HeadKind.of(options.text("head")));
        List<Integer> networks = networks(options.text("networks"));
        Measure measure = MeasureOptions.measure(options);
        Subjects subjects = Subjects.read(runs, MeasureOptions.by(options), HintOptions.of(options));
        PowerReport report;
        try (Workers workers = Workers.of(options.threads())) {
            report = PowerReport.of(subjects, measure, settings, networks, options.integer("simulations"), workers);
        }
        console.printJson(report.document());
        for (String line : report.lines()) {
            console.print(line);
        }
        return Cognate.DONE;
    }

    private static List<Integer> networks(String text) {
        List<Integer> networks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.matches("\\d{1,4}") || Integer.parseInt(part) < 2 || Integer.parseInt(part) > MOST_NETWORKS) {
                throw new RequestException("--networks: expected whole numbers from 2 to " + MOST_NETWORKS
                        + " with commas between them, found " + text);
            }
            networks.add(Integer.parseInt(part));
        }
        return networks;
    }
}
