package cognate.stats.cli;

import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.train.Checkpoint;
import cognate.models.train.Evaluation;
import cognate.models.train.Hints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code evaluate}: accuracy and loss of a checkpoint on the test part of a data set. */
final class EvaluateCommand implements Command {
    @Override
    public Syntax syntax() {
        return ShownData.withTestFraction(
                HintOptions.addTo(new Syntax("evaluate", "accuracy and loss (nats) of a checkpoint on the test part")
                        .operands("A", 1, 1)
                        .required("data", "SPEC", "the data set")
                        .text("tasks", "TASK", null, "the one task to judge by (default: the checkpoint's own)")));
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Path file = Path.of(options.operands().get(0));
        double fraction = ShownData.testFraction(List.of(file), options, warning -> console.log("warning: " + warning));
        Split split = ShownData.split(options.text("data"), fraction);
        Hints hints = HintOptions.of(options).orInput(split.test().inputShape());
        Checkpoint checkpoint = Checkpoint.read(file, hints);
        checkpoint.warnings().forEach(warning -> console.log("warning: " + warning));
        String task = options.given("tasks")
                ? options.text("tasks")
                : checkpoint.metadata().getOrDefault("task", "all");
        Dataset test = fitting(checkpoint, ShownData.test(split, List.of(task)));
        Evaluation evaluation;
        try (Workers workers = Workers.of(options.threads())) {
            evaluation = Evaluation.of(checkpoint.network(), test, workers);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("task", task);
        document.put("examples", test.size());
        document.put("accuracy", Json.finiteOrNull(evaluation.accuracy()));
        document.put("loss", Json.finiteOrNull(evaluation.loss()));
        console.printJson(document);
        console.print(String.format(
                Locale.ROOT,
                "task %s, %d examples: accuracy %.4f, loss %.6f nats",
                task,
                test.size(),
                evaluation.accuracy(),
                evaluation.loss()));
        return Cognate.DONE;
    }

    private static Dataset fitting(Checkpoint checkpoint, Dataset test) {
        if (checkpoint.classes() != test.classes()) {
            throw new RequestException(
                    "evaluate: expected a task with " + checkpoint.classes() + " classes, found " + test.classes());
        }
        return checkpoint.view(test);
    }
}
