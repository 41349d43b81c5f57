package cognate.stats.cli;

import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.train.Checkpoint;
import cognate.models.train.Evaluation;
import cognate.models.train.Inputs;
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
                new Syntax("evaluate", "accuracy and loss (nats) of a checkpoint on the test part")
                        .operands("A", 1, 1)
                        .required("data", "SPEC", "the data set")
                        .text("tasks", "TASK", null, "the one task to judge by (default: the checkpoint's own)"));
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(Path.of(options.operands().get(0)));
        String task = options.given("tasks")
                ? options.text("tasks")
                : checkpoint.metadata().getOrDefault("task", "all");
        double fraction = ShownData.testFraction(
                List.of(Path.of(options.operands().get(0))), options, warning -> console.log("warning: " + warning));
        Dataset test = fitting(checkpoint, ShownData.test(options.text("data"), fraction, List.of(task)));
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
        Architecture architecture = checkpoint.architecture();
        // refuses what does not fit
        return Inputs.of(Architecture.of(architecture.model(), test.inputShape(), test.classes()), test);
    }
}
